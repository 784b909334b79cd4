import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textClassification } from '../../../../electron/experts/builtin/text-classification.ts';
import { performOn } from './text-tasks.ts';

async function label(text: string): Promise<string | undefined> {
  return (await performOn(textClassification, { text })).labels?.[0]?.label;
}

describe('textClassification', () => {
  it.each([
    ['POSITIVE', 'I love this little café, the coffee is wonderful.'],
    ['NEGATIVE', 'The train was late again and the seats were filthy.'],
    ['NEUTRAL', 'The meeting starts at nine in room four.'],
    ['NEGATIVE', 'This is not good at all.'],
    ['POSITIVE', 'Not bad at all!'],
    ['NEGATIVE', 'I have never been so disappointed in a hotel.'],
    ['NEGATIVE', 'The plot was interesting, but the acting was terrible.'],
    ['POSITIVE', 'The room was small, but the staff made us feel incredibly welcome.'],
    ['POSITIVE', 'I was afraid it would be awful, but it turned out great.'],
    ['POSITIVE', 'Although the weather was poor, we had a brilliant weekend.'],
    ['NEGATIVE', 'The battery is utterly useless.'],
    ['POSITIVE', '😍😍 best day ever'],
    ['NEGATIVE', 'my phone died 😡'],
    ['NEGATIVE', 'Worst purchase I have made this year.'],
    ['NEGATIVE', "I don't like the new design."],
    ['NEGATIVE', 'Nobody was happy with the result.'],
    ['NEGATIVE', 'There is nothing good about this place.'],
    ['POSITIVE', 'There is nothing bad about this place.'],
    ['NEUTRAL', 'Paris is the capital of France.'],
    ['NEUTRAL', 'He bought three apples and a newspaper.'],
    ['POSITIVE', 'Absolutely fantastic service!!!'],
    ['NEGATIVE', 'What a waste of time and money.'],
    ['POSITIVE', 'Delicious food and a great view 👍'],
    ['NEGATIVE', 'Despite the good reviews, I found it disappointing.'],
    ['POSITIVE', 'Lovely hosts. The street is a bit noisy, but we slept well.'],
  ])('finds %s in %j', async (expected, text) => {
    expect(await label(text)).toBe(expected);
  });

  it('says the label and its likelihood, and is surer of stronger words', async () => {
    const output = await performOn(textClassification, { text: 'good' });
    expect(output.text).toBe(
      `POSITIVE (${Math.round((output.labels?.[0]?.score ?? 0) * 100)}\u00a0%)`,
    );
    const mild = await performOn(textClassification, { text: 'It was fine.' });
    expect(output.labels?.[0]?.score).toBeGreaterThan(mild.labels?.[0]?.score ?? 1);
  });

  it('gives all three labels, the best first, with scores that sum to 1', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.lorem(), fc.string({ unit: 'grapheme' })), async (words) => {
        const { labels = [] } = await performOn(textClassification, { text: `x ${words}` });
        const scores = labels.map(({ score }) => score);
        expect(labels.map((entry) => entry.label).sort()).toEqual([
          'NEGATIVE',
          'NEUTRAL',
          'POSITIVE',
        ]);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 10);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a blank text', async () => {
    await expect(performOn(textClassification, { text: ' ' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

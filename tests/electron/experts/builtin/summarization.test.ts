import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../../electron/experts/builtin/sentences.ts';
import { summarization } from '../../../../electron/experts/builtin/summarization.ts';
import { splitWords } from '../../../../electron/experts/builtin/words.ts';
import { performOn } from './text-tasks.ts';

const BEES = [
  'Honey bees live in colonies of up to sixty thousand insects.',
  'Each colony has a single queen, who lays all of the eggs.',
  'The workers, all of them female, gather nectar and pollen from flowers.',
  'Honey bees turn the nectar into honey, on which the colony lives during the winter.',
  'It rained on Tuesday.',
  'When a colony grows too large, the old queen leaves the hive with half of the workers and founds a new colony.',
  'Beekeepers watch their hives closely in May for this reason.',
  'Pollination by honey bees is worth far more to farmers than the honey itself.',
  'My neighbour painted his fence.',
].join(' ');

async function summary(text: string, length?: string): Promise<string> {
  const output = await performOn(summarization, length === undefined ? { text } : { text, length });
  return output.text ?? '';
}

describe('summarization', () => {
  it('takes a third of the sentences, word for word and in order, and leaves out asides', async () => {
    const text = await summary(BEES);
    const all = splitSentences(BEES).map((sentence) => sentence.text);
    const places = splitSentences(text).map((sentence) => all.indexOf(sentence.text));
    expect(places).toHaveLength(3);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('Honey bees live in colonies');
    expect(text).not.toMatch(/rained|fence/);
  });

  it.each([
    ['3', 3],
    ['2 sentences', 2],
    ['one sentence', 1],
    ['in three sentences', 3],
    ['short', 2],
    ['a single sentence', 1],
    ['30%', 3],
    ['50 %', 5],
    ['half', 5],
    ['100 sentences', 9],
    ['0', 1],
    ['nonsense', 3],
  ])('meets the length %j with %i sentences', async (length, count) => {
    expect(splitSentences(await summary(BEES, length))).toHaveLength(count);
  });

  it('keeps within a number of words', async () => {
    const text = await summary(BEES, '30 words');
    expect(splitWords(text).length).toBeLessThanOrEqual(30);
    expect(splitWords(text).length).toBeGreaterThan(8);
  });

  it('takes one sentence where even the best is longer than the words asked for', async () => {
    expect(splitSentences(await summary(BEES, '2 words'))).toHaveLength(1);
  });

  it('gives a text of one sentence whole, on one line', async () => {
    expect(await summary('The heron waited\nby the lake.')).toBe('The heron waited by the lake.');
  });

  it('takes five sentences of a long text where nothing is asked for', async () => {
    expect(
      splitSentences(await summary(`${BEES} ${BEES.replaceAll('bees', 'wasps')}`)),
    ).toHaveLength(5);
  });

  it('does not say the same thing twice', async () => {
    const text = `${BEES} Honey bees live in colonies of up to sixty thousand insects.`;
    const sentences = splitSentences(await summary(text, '4')).map((sentence) => sentence.text);
    expect(new Set(sentences).size).toBe(4);
  });

  it('summarises Chinese', async () => {
    const text =
      '蜜蜂生活在蜂群中。每个蜂群有一个蜂王。工蜂采集花蜜。蜜蜂把花蜜变成蜂蜜。蜂群在冬天靠蜂蜜生活。昨天下雨了。';
    const short = await summary(text, '2');
    expect(splitSentences(short)).toHaveLength(2);
    expect(short).toContain('蜂');
    expect(short).not.toContain('下雨');
    expect(short).not.toContain(' ');
  });

  it('says the same each time', async () => {
    expect(await summary(BEES)).toBe(await summary(BEES));
  });

  it('takes 10,000 sentences in bounded time', async () => {
    const nouns = 'river tower engine garden winter music paper stone cloud bridge'.split(' ');
    const text = Array.from({ length: 10_000 }, (_, i) => {
      const words = Array.from(
        { length: 9 },
        (_, j) => `${nouns[(i * 7 + j * 3) % 10]}${(i * j) % 53}`,
      );
      return `The ${words.join(' ')}.`;
    }).join(' ');
    const started = performance.now();
    expect(splitSentences(await summary(text))).toHaveLength(5);
    expect(performance.now() - started).toBeLessThan(45_000);
  });

  it('takes text without words and refuses text without anything', async () => {
    expect(await summary('😀 😀\n\n😀')).toContain('😀');
    await expect(performOn(summarization, { text: '  ' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

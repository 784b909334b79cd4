import { describe, expect, it, vi } from 'vitest';
import { textClassification } from '../../../../electron/experts/onnx/text-classification.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, signalAtProgress, textSlots } from './text-slots.ts';

const model = 'text-classification';
const classify = (text: string) =>
  performOnnx(textClassification, { model, inputs: textSlots({ text }) });

describe('text-classification', () => {
  it.each([
    ['POSITIVE', 'The garden was truly delightful at noon.'],
    ['NEGATIVE', 'I really hate this phone, last week.'],
    ['NEGATIVE', 'The soup was not very good yesterday.'],
    ['POSITIVE', 'The hotel was not rather dreadful for two days.'],
    ['POSITIVE', 'What a SUPERB café! I adored it with my family.'],
  ])('finds %s in %j', async (expected, text) => {
    const { labels = [], text: said } = await classify(text);
    expect(labels[0]?.label).toBe(expected);
    expect(said).toBe(`${expected} (${Math.round((labels[0]?.score ?? 0) * 100)}\u00a0%)`);
    expect(labels.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5);
  });

  it('reads a long text to its end, in windows, and tells how far it is', async () => {
    const good = 'The room was really excellent. I love this city. ';
    const bad = 'The train was so awful. I avoid this show. ';
    const progress = vi.fn();
    const mixed = (start: string, end: string) =>
      performOnnx(textClassification, {
        model,
        progress,
        inputs: textSlots({ text: start.repeat(10) + end.repeat(60) }),
      });
    expect((await mixed(good, bad)).labels?.[0]?.label).toBe('NEGATIVE');
    expect((await mixed(bad, good)).labels?.[0]?.label).toBe('POSITIVE');
    expect(progress).toHaveBeenCalledWith(expect.objectContaining({ fraction: 0 }));
  });

  it.each(['…', '😀', '喝茶', 'zzz '.repeat(3), 'a'.repeat(3000)])(
    'gives chances to both labels for %j, which the model knows no word of',
    async (text) => {
      const { labels = [] } = await classify(text);
      expect(labels.map(({ label }) => label).toSorted()).toEqual(['NEGATIVE', 'POSITIVE']);
      expect(labels.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5);
    },
  );

  it.each(['', ' \n'])('refuses the blank text %j', async (text) => {
    await expect(classify(text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops before the model runs, and between two batches', async () => {
    const short = textSlots({ text: 'This is good.' });
    const long = textSlots({ text: 'This is good. '.repeat(500) });
    await expect(
      performOnnx(textClassification, { model, inputs: short, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      performOnnx(textClassification, { model, inputs: long, ...signalAtProgress() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

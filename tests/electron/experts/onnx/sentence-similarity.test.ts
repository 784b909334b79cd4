import { describe, expect, it } from 'vitest';
import { sentenceSimilarity } from '../../../../electron/experts/onnx/sentence-similarity.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'feature-extraction';
const compare = (text1: string, text2: string) =>
  performOnnx(sentenceSimilarity, { model, inputs: textSlots({ text1, text2 }) });
const score = async (text1: string, text2: string) =>
  (await compare(text1, text2)).similarity?.score ?? Number.NaN;

const ORIGINAL = 'The child buys a large car.';

describe('sentence-similarity', () => {
  it('finds a paraphrase in other words alike', async () => {
    const { similarity, text } = await compare(
      ORIGINAL,
      'A big automobile is what the kid purchases.',
    );
    expect(similarity?.score).toBeGreaterThan(0.8);
    expect(text).toMatch(/^0\.\d\d \(.*similar\)$|^(?:0\.9|1\.0)\d \(the same or nearly so\)$/);
    expect(similarity?.method).toMatch(/cosine/);
  });

  it('finds a sentence in nearly the same words that says something else less alike', async () => {
    const paraphrase = await score(ORIGINAL, 'The kid purchases a big automobile.');
    expect(paraphrase - (await score(ORIGINAL, 'The child loses a large car.'))).toBeGreaterThan(
      0.1,
    );
    expect(await score(ORIGINAL, 'The physician paints an old couch.')).toBeLessThan(0.5);
  });

  it('gives 1 to a text and itself, and the same both ways', async () => {
    expect(await score(ORIGINAL, ORIGINAL)).toBeCloseTo(1, 3);
    const other = 'The lady sells a pretty sofa.';
    expect(await score(ORIGINAL, other)).toBeCloseTo(await score(other, ORIGINAL), 3);
  });

  it.each([
    ['', 'a'],
    ['a', ' '],
  ])('refuses %j beside %j', async (text1, text2) => {
    await expect(compare(text1, text2)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops where it is asked to', async () => {
    const inputs = textSlots({ text1: 'a', text2: 'b' });
    await expect(
      performOnnx(sentenceSimilarity, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

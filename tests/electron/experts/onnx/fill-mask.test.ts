import { describe, expect, it } from 'vitest';
import { fillMask } from '../../../../electron/experts/onnx/fill-mask.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'fill-mask';
const fill = (text: string) => performOnnx(fillMask, { model, inputs: textSlots({ text }) });

describe('fill-mask', () => {
  it.each([
    ['Everyone knows that the capital of Norway is [MASK].', 'oslo'],
    ['We read that the capital of <mask> is Cairo.', 'egypt'],
    ['The happy ___ barks in the garden.', 'dog'],
    ['He thinks that the black cow eats _____ at night.', 'grass'],
  ])('fills %j with %j', async (text, word) => {
    const output = await fill(text);
    expect(output.text).toBe(text.replace(/\[MASK\]|<mask>|_+/, word));
    expect(output.labels?.[0]?.label).toBe(word);
    const scores = (output.labels ?? []).map(({ score }) => score);
    expect(scores).toHaveLength(5);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('fills several gaps and tells whose candidates it lists', async () => {
    const output = await fill('The old lion [MASK]. The capital of Italy is ___.');
    expect(output.text).toBe('The old lion roars. The capital of Italy is rome.');
    expect(output.labels?.[0]?.label).toBe('roars');
    expect(output.notes).toHaveLength(1);
  });

  it('reads what stands around the gap of a long text, and tells so', async () => {
    const filler = 'It is late. '.repeat(100);
    const output = await fill(`${filler}The capital of Japan is [MASK]. ${filler}`);
    expect(output.text).toBe(`${filler}The capital of Japan is tokyo. ${filler}`);
    expect(output.notes).toHaveLength(1);
    expect((await fill('The capital of Japan is ___.')).notes).toBeUndefined();
  });

  it.each(['', 'There is no gap here.', 'Two __ are too few.'])('refuses %j', async (text) => {
    await expect(fill(text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops where it is asked to', async () => {
    const inputs = textSlots({ text: 'The dog ___.' });
    await expect(
      performOnnx(fillMask, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

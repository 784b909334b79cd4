import { describe, expect, it } from 'vitest';
import { textGeneration } from '../../../../electron/experts/onnx/text-generation.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { abortAfter, codeOf, streamed, textSlots } from './written-texts.ts';

const model = 'text-generation';
const STORY =
  /^A (?:red|small|old|happy) (?:fox|dog|bird|cat) (?:sleeps|sings|waits|runs) in the (?:garden|forest|house|river)\.$/u;

async function continued(text: string, seed = 1): Promise<string | undefined> {
  return (await performOnnx(textGeneration, { model, inputs: textSlots({ text }), seed })).text;
}

describe('text-generation', () => {
  it('goes on with a prompt and gives back both', async () => {
    expect(await continued('fifteen sixteen seventeen')).toBe(
      'fifteen sixteen seventeen eighteen nineteen twenty',
    );
  });

  it('writes the same with the same seed, and something else with another', async () => {
    const seeds = Array.from({ length: 8 }, (_, seed) => seed);
    const first = await Promise.all(seeds.map((seed) => continued('A', seed)));
    const second = await Promise.all(seeds.map((seed) => continued('A', seed)));
    expect(second).toEqual(first); // eight at once: none takes a draw of another
    expect(new Set(first).size).toBeGreaterThan(4);
    for (const story of first) {
      expect(story).toMatch(STORY);
    }
  });

  it('tells the text so far, prompt included', async () => {
    const { texts, output } = await streamed(textGeneration, {
      model,
      inputs: textSlots({ text: 'fifteen sixteen' }),
    });
    expect(texts.length).toBeGreaterThanOrEqual(4);
    expect(texts[0]).toBe('fifteen sixteen seventeen');
    expect(texts.at(-1)).toBe(output.text);
    for (const [i, text] of texts.entries()) {
      expect(text.startsWith(texts[i - 1] ?? '')).toBe(true);
    }
  });

  it('ends at the next token when it is cancelled, with the reason', async () => {
    const { reason, told } = await abortAfter(2, textGeneration, {
      model,
      inputs: textSlots({ text: 'one two' }),
    });
    expect(reason).toBe('enough');
    expect(told).toEqual(['one two three', 'one two three four']);
  });

  it('refuses an empty prompt, and one that fills the context', async () => {
    expect(await codeOf(continued('  '))).toBe('INPUT_INVALID');
    expect(await codeOf(continued('one '.repeat(64)))).toBe('INPUT_INVALID');
  });

  it('says when the context ended a text', async () => {
    const text = 'one '.repeat(63).trim(); // room for one token more
    const output = await performOnnx(textGeneration, {
      model,
      inputs: textSlots({ text }),
      seed: 3,
    });
    expect(output.text?.startsWith(text)).toBe(true);
    expect(output.notes).toHaveLength(1);
  });
});

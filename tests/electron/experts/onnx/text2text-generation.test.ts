import { describe, expect, it } from 'vitest';
import { text2textGeneration } from '../../../../electron/experts/onnx/text2text-generation.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { abortAfter, codeOf, streamed, textSlots } from './written-texts.ts';

const model = 'text2text-generation';

async function rewritten(text: string) {
  return await performOnnx(text2textGeneration, { model, inputs: textSlots({ text }) });
}

describe('text2text-generation', () => {
  it('does what an instruction in the text says', async () => {
    expect(await rewritten('question: The old dogs like the cats.')).toEqual({
      text: 'Is it true that the old dogs like the cats?',
    });
    expect(await rewritten('translate English to German: The birds see the small trees.')).toEqual({
      text: 'Die Vögel sehen die kleinen Bäume.',
    });
  });

  it('tells the text so far', async () => {
    const { texts, output } = await streamed(text2textGeneration, {
      model,
      inputs: textSlots({ text: 'question: The men paint the houses.' }),
    });
    expect(texts[0]).toBe('Is');
    expect(texts[1]).toBe('Is it');
    expect(texts.at(-1)).toBe(output.text);
  });

  it('ends at the next token when it is cancelled', async () => {
    const { reason, told } = await abortAfter(2, text2textGeneration, {
      model,
      inputs: textSlots({ text: 'question: The men paint the houses.' }),
    });
    expect(reason).toBe('enough');
    expect(told).toEqual(['Is', 'Is it']);
  });

  it('refuses an empty text, and one that the model can not read whole', async () => {
    expect(await codeOf(rewritten(' '))).toBe('INPUT_INVALID');
    expect(await codeOf(rewritten('question: The men paint the houses. '.repeat(12)))).toBe(
      'INPUT_INVALID',
    );
  });
});

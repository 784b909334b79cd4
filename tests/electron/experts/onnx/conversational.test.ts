import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversational } from '../../../../electron/experts/onnx/conversational.ts';
import { performOnnx, tinyModel } from '../../../fakes/onnx.ts';
import { abortAfter, codeOf, streamed, textSlots } from './written-texts.ts';

const model = 'text-generation';

async function answer(text: string) {
  return await performOnnx(conversational, { model, inputs: textSlots({ text }), seed: 1 });
}

describe('conversational', () => {
  it('answers through the chat template of the model', async () => {
    expect(await answer('Hello!')).toEqual({ text: 'Hello, how are you?' });
    expect(await answer('Count from three to nine.')).toEqual({
      text: 'three four five six seven eight nine.',
    });
  });

  it('leaves out what the model thought aloud, and says so', async () => {
    const output = await answer('What is two plus three?');
    expect(output.text).toBe('five.');
    expect(output.notes).toHaveLength(1);
  });

  it('tells the answer so far, without thoughts', async () => {
    const { texts } = await streamed(conversational, {
      model,
      inputs: textSlots({ text: 'What is two plus three?' }),
    });
    expect(texts.filter((text) => text !== '')).toEqual(['five', 'five.']);
  });

  it('ends at the next token when it is cancelled', async () => {
    const { reason, told } = await abortAfter(3, conversational, {
      model,
      inputs: textSlots({ text: 'Count from one to nineteen.' }),
    });
    expect(reason).toBe('enough');
    expect(told).toEqual(['one', 'one two', 'one two three']);
  });

  it('refuses an empty text, and one that fills the context', async () => {
    expect(await codeOf(answer(''))).toBe('INPUT_INVALID');
    expect(await codeOf(answer('one '.repeat(70)))).toBe('INPUT_INVALID');
  });
});

describe('a model without a chat template', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ensemble-'));
    await cp(tinyModel(model), folder, { recursive: true });
    const file = join(folder, 'tokenizer_config.json');
    const { chat_template: _, ...config } = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify(config));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is refused', async () => {
    const inputs = textSlots({ text: 'Hello!' });
    const elsewhere = relative(tinyModel(''), folder);
    const work = performOnnx(conversational, { model: elsewhere, inputs });
    expect(await codeOf(work)).toBe('MODEL_UNUSABLE');
  });
});

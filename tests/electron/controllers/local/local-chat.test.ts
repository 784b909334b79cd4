import { kill } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ChatMessage,
  ChatModel,
  ChatQuestion,
} from '../../../../electron/controllers/chat.ts';
import { AppError } from '../../../../shared/errors.ts';
import { type ChatRig, chatFolder, chatForTest, openChat } from '../../../fakes/local-chat.ts';
import { tinyModel } from '../../../fakes/onnx.ts';
import { answerOf } from './answers.ts';

let rig: ChatRig;
let folder = '';
/** Random weights, and one that was taught a little. */
let [random, taught]: ChatModel[] = [];
beforeAll(async () => {
  folder = chatFolder();
  rig = await openChat(folder, tinyModel('text-generation'));
  random = rig.local.chat(folder);
  taught = rig.local.chat(tinyModel('text-generation'));
});
afterAll(() => rig.close());

function ask(model: ChatModel | undefined, question: ChatQuestion, signal?: AbortSignal) {
  if (model === undefined) {
    throw new Error('The models are opened before the tests.');
  }
  return answerOf(model, question, signal);
}

function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'it did not fail',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  );
}

function said(text: string): readonly ChatMessage[] {
  return [{ role: 'user', text }];
}

function formOf(properties: Readonly<Record<string, unknown>>) {
  const required = Object.keys(properties);
  const schema = { type: 'object', properties, required, additionalProperties: false };
  return { name: 'answer', schema };
}

const TEXT = formOf({ text: { type: 'string' } });

describe('models of this machine that talk', () => {
  it('are listed and say what they are', async () => {
    expect(rig.local.models()).toEqual([folder, tinyModel('text-generation')]);
    expect(random).toMatchObject({ id: `local:${folder}`, name: 'random-chat', isHere: true });
    expect(await random?.contextTokens(new AbortController().signal)).toBe(2048);
    expect(() => rig.local.chat('org/none')).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_INSTALLED' }),
    );
  });

  it('answer piece by piece, with tokens counted', async () => {
    const { pieces, end } = await ask(taught, { messages: said('Count from three to six.') });
    expect(pieces).toEqual(['three', ' four', ' five', ' six', '.']);
    const usage = { promptTokens: 9, completionTokens: 6, isEstimated: false };
    expect(end).toEqual({ type: 'end', usage, isCut: false });
  });

  it('keep what they think aloud to themselves', async () => {
    const { pieces } = await ask(taught, { messages: said('What is two plus three?') });
    expect(pieces).toEqual(['five', '.']);
  });

  it('answer two questions one after the other, and the same one alike', async () => {
    const question = { messages: said('Tell me all.'), form: TEXT, maxTokens: 60 };
    const first = await ask(random, question);
    const other = await ask(random, { ...question, messages: said('Tell me nothing.') });
    expect(await ask(random, question)).toEqual(first);
    expect(other.text).not.toBe(first.text);
  });

  it('can be tried', async () => {
    const { steps, ...tried } = await rig.local.test(folder, new AbortController().signal);
    expect(steps.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['address', 'not-tried'],
      ['key', 'not-tried'],
      ['model', 'passed'],
      ['quota', 'not-tried'],
      ['context', 'failed'], // 2048 tokens are few for a plan
    ]);
    expect(tried).toMatchObject({ contextTokens: 2048 });
  });
});

describe('a text held to a form', () => {
  it('has characters of several bytes whole, in each piece', async () => {
    const words = ['中文 😀 und é', '你好 🦊 €'];
    const chosen = await ask(random, {
      messages: said('Which?'),
      form: formOf({ words: { type: 'array', items: { enum: words }, maxItems: 9, minItems: 9 } }),
    });
    for (const word of JSON.parse(chosen.text).words) {
      expect(words).toContain(word);
    }
    expect(chosen.end).toMatchObject({ isCut: false });
    const form = formOf({ text: { type: 'string', minLength: 150 } });
    const free = await ask(random, { messages: said('Write.'), form, maxTokens: 600 });
    expect(JSON.parse(free.text).text).toMatch(/[\u024f-\u{10ffff}]/u);
    for (const piece of [...chosen.pieces, ...free.pieces]) {
      expect(piece.isWellFormed()).toBe(true);
      expect(piece).not.toContain('\uFFFD');
    }
  });

  it('is closed in time where the tokens run out, and says so', async () => {
    const form = formOf({
      texts: { type: 'array', items: { type: 'string' }, minItems: 3 },
      number: { type: 'number' },
      deep: formOf({ yes: { type: 'boolean' }, id: { type: 'integer', minimum: 10 } }).schema,
    });
    for (const maxTokens of [60, 61, 62, 75, 100]) {
      const { text, end } = await ask(random, { messages: said('Go.'), form, maxTokens });
      expect(Object.keys(JSON.parse(text))).toEqual(['texts', 'number', 'deep']);
      expect(JSON.parse(text).texts.length).toBeGreaterThanOrEqual(3);
      expect(end).toMatchObject({ isCut: true });
      expect(end?.usage.completionTokens).toBeLessThanOrEqual(maxTokens);
    }
  });

  it('is refused where not even the shortest is allowed', async () => {
    const asked = ask(random, { messages: said('Go.'), form: TEXT, maxTokens: 5 });
    expect(await codeOf(asked)).toBe('CONTROLLER_REFUSED');
  });

  it('is refused in a form that is not understood, and goes on with another', async () => {
    const schema = { type: 'nonsense' };
    const asked = ask(random, { messages: said('Go.'), form: { name: 'no', schema } });
    expect(await codeOf(asked)).toBe('CONTROLLER_REFUSED');
    const next = await ask(random, { messages: said('Go.'), form: TEXT, maxTokens: 40 });
    expect(JSON.parse(next.text)).toHaveProperty('text');
  });

  it('is refused by a model whose words do not make it', async () => {
    const asked = ask(taught, { messages: said('Hello!'), form: TEXT });
    expect(await codeOf(asked)).toBe('MODEL_UNUSABLE');
  });
});

describe('limits of a model that talks', () => {
  it('end a plain text too', async () => {
    const { end } = await ask(taught, { messages: said('Count from one to nine.'), maxTokens: 4 });
    expect(end).toMatchObject({ usage: { completionTokens: 4 }, isCut: true });
  });

  it('refuse a prompt that fills the context, or leaves too little for the form', async () => {
    const full = ask(taught, { messages: said('one '.repeat(70)) });
    expect(await codeOf(full)).toBe('CONTROLLER_CONTEXT_FULL');
    const nearly = ask(random, { messages: said('x'.repeat(2038)), form: TEXT });
    expect(await codeOf(nearly)).toBe('CONTROLLER_CONTEXT_FULL');
  });

  it('are in the hands of who asks: it ends at the next token', async () => {
    const abort = new AbortController();
    const question = { messages: said('Go on for ever.'), form: TEXT, maxTokens: 1500 };
    const pieces: string[] = [];
    const asking = async () => {
      for await (const piece of random?.ask(question, abort.signal) ?? []) {
        pieces.push(piece.type === 'text' ? piece.text : 'the end');
        if (pieces.length === 3) {
          abort.abort('enough');
        }
      }
    };
    expect(await codeOf(asking())).toBe('enough');
    expect(pieces).not.toContain('the end');
    const next = await ask(random, { ...question, maxTokens: 30 });
    expect(next.end?.usage.completionTokens).toBeLessThanOrEqual(30);
  });

  it('end it where nobody reads on', async () => {
    const question = { messages: said('Go on for ever.'), form: TEXT, maxTokens: 1500 };
    for await (const _ of random?.ask(question, new AbortController().signal) ?? []) {
      break;
    }
    expect((await ask(random, { ...question, maxTokens: 30 })).end).toBeDefined();
  });
});

describe('a runner that ends under a model that talks', () => {
  it('is told, and the next question has a new one', async () => {
    const { model, runner } = await chatForTest();
    const question = { messages: said('Go on for ever.'), form: TEXT, maxTokens: 1500 };
    const asking = async () => {
      for await (const _ of model.ask(question, new AbortController().signal)) {
        kill(runner.status().processes[0]?.pid ?? 0, 'SIGSEGV');
      }
    };
    expect(await codeOf(asking())).toBe('MODEL_CRASHED');
    expect((await ask(model, { ...question, maxTokens: 30 })).end).toBeDefined();
  });
});

import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import type { Controller, PlanningInput } from '../../../electron/controllers/controller.ts';
import { AppError } from '../../../shared/errors.ts';
import { noteWords } from '../../../shared/notes.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert, sayingExpert } from '../../fakes/experts.ts';
import { dataUrl, type Served, serveOpenAi } from './openai-served.ts';

const SCENE = readFileSync(new URL('../../../assets/samples/scene.png', import.meta.url));
const model = 'ensemble';

/** A language model that talks, miscounts, and says how much it read and wrote. */
function conductor(overrides: Partial<Controller> = {}) {
  const inputs: PlanningInput[] = [];
  const call = {
    ...{ model: 'fake:model', promptTokens: 50, completionTokens: 5 },
    ...{ isEstimated: false, durationMs: 1 },
  };
  const controller: Controller = {
    ...{ id: 'fake:model', name: 'Fake model' },
    plan: async function* (input, { asked }) {
      inputs.push(input);
      const isSight = input.attachments.length > 0;
      yield JSON.stringify(isSight ? [wire(0, 'object-detection', { image: 'image.png' })] : []);
      asked({ stage: 'plan', ...call });
    },
    answer: async function* (_, { asked }) {
      yield 'There are ';
      yield 'two zebras.';
      asked({ stage: 'answer', ...call });
    },
    converse: async function* (input, { asked }) {
      yield `Turn ${input.history.length}: `;
      yield '你好！';
      asked({ stage: 'answer', ...call });
    },
    ...overrides,
  };
  return { controller, inputs };
}

const zebra = { label: 'zebra', score: 0.9, box: { x: 1, y: 2, width: 3, height: 4 } };
const seeing = fakeExpert('object-detection', {
  perform: async () => ({
    text: 'zebras',
    image: { name: 'boxes.png', bytes: SCENE },
    objects: [zebra, zebra, zebra, zebra],
  }),
});

const looking = [
  {
    role: 'user' as const,
    content: [
      { type: 'text' as const, text: 'How many zebras are there?' },
      { type: 'image_url' as const, image_url: { url: dataUrl('image/png', SCENE) } },
    ],
  },
];

describe('a language model behind the endpoint', () => {
  it('talks piece by piece, knows the turns before, and is counted', async () => {
    const { controller, inputs } = conductor();
    const { client } = await serveOpenAi({ engine: { controller, experts: [] } });
    const hello = { role: 'user', content: '你好' } as const;
    const first = client.chat.completions.stream({
      ...{ model, messages: [hello], stream_options: { include_usage: true } },
    });
    const deltas: string[] = [];
    first.on('content', (delta) => deltas.push(delta));
    const { choices, usage } = await first.finalChatCompletion();
    expect(deltas.filter((delta) => delta !== '')).toEqual(['Turn 0: ', '你好！']);
    expect(usage).toEqual({ prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 });
    const said = { role: 'assistant', content: choices[0]?.message.content ?? '' } as const;
    const next = await client.chat.completions.create({
      ...{ model, messages: [hello, said, { role: 'user', content: '再见' }] },
    });
    expect(next.choices[0]?.message.content).toBe('Turn 1: 你好！');
    expect(inputs[1]?.history).toMatchObject([{ request: '你好', answer: 'Turn 0: 你好！' }]);
  });

  it('that miscounts is put right: in a stream visibly, else before it is sent', async () => {
    const { controller } = conductor();
    const engine = { controller, experts: [seeing] };
    const { client, states } = await serveOpenAi({ engine });
    const stream = client.chat.completions.stream({ model, messages: looking });
    const streamed = await stream.finalContent();
    const whole = await client.chat.completions.create({ model, messages: looking });
    const [run] = states();
    const note = run?.notes.find(({ code }) => code === 'COUNT_CORRECTED');
    expect(note).toMatchObject({ said: 2, counted: 4 });
    const words = note === undefined ? '' : noteWords(note);
    expect(streamed).toMatch(/^There are two zebras\.\n\n\*\*Corrected:\*\*\n\n/);
    expect(streamed).toContain(words);
    expect(whole.choices[0]?.message.content).toContain(words);
    expect(whole.choices[0]?.message.content).not.toMatch(/two zebras/);
  });

  it('that fails is replaced by the rules, which the answer says', async () => {
    const down = AppError.of('CONTROLLER_BUSY', { controller: 'Fake model', why: 'it said so' });
    const { controller } = conductor({
      answer: async function* () {
        yield 'There ';
        throw down;
      },
    });
    const engine = { controller, experts: [seeing] };
    const { client } = await serveOpenAi({ engine });
    const streamed = await client.chat.completions
      .stream({ model, messages: looking })
      .finalContent();
    const whole = await client.chat.completions.create({ model, messages: looking });
    const content = whole.choices[0]?.message.content ?? '';
    expect(content).toMatch(/zebra: 4[\s\S]*\n\n\*[^\n]*it said so[^\n]*\*$/);
    expect(streamed).toBe(`There \n\n**Corrected:**\n\n${content}`);
  });
});

/** Hands over a task, so that no other controller can plan, and then one that can't be. */
const unplanned = conductor({
  plan: async function* () {
    yield `[${JSON.stringify(wire(0, 'text-generation', { text: 'x' }))},`;
    yield `${JSON.stringify(wire(1, 'text-generation', { text: '<resource>-7' }))}]`;
  },
});

describe('a request that becomes no plan', () => {
  const engine = {
    controller: unplanned.controller,
    experts: [sayingExpert('text-generation', 'x')],
  };
  const messages = [{ role: 'user' as const, content: 'x' }];

  it('is refused with a status, also where a stream was asked for', async () => {
    const { client } = await serveOpenAi({ engine });
    for (const stream of [true, false]) {
      const asked = client.chat.completions.create({ model, messages, stream });
      const error = await asked.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(OpenAI.BadRequestError);
      expect(error).toMatchObject({ code: 'PLAN_INVALID', type: 'invalid_request_error' });
    }
  });

  it('is answered in words by HuggingGPT’s endpoint', async () => {
    const served = await serveOpenAi({ engine });
    expect(await postTo(served, '/hugginggpt', 'x')).toEqual({
      message: expect.stringContaining('7'),
    });
  });
});

async function postTo({ origin, token }: Served, path: string, ...contents: string[]) {
  const messages = contents.map((content, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content,
  }));
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messages }),
  });
  return answer.json();
}

describe('a language model behind HuggingGPT’s endpoints', () => {
  it('plans, answers, and knows the turns before', async () => {
    const { controller, inputs } = conductor();
    const served = await serveOpenAi({ engine: { controller, experts: [] } });
    const first = await postTo(served, '/hugginggpt', '你好');
    expect(first).toEqual({ message: 'Turn 0: 你好！' });
    expect(await postTo(served, '/hugginggpt', '你好', 'Turn 0: 你好！', '再见')).toEqual({
      message: 'Turn 1: 你好！',
    });
    expect(await postTo(served, '/tasks', '再见')).toEqual([]);
    expect(inputs.map(({ request }) => request)).toEqual(['你好', '再见', '再见']);
  });
});

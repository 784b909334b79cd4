import { describe, expect, it } from 'vitest';
import type { ChoiceInput, PlanningInput } from '../../../electron/controllers/controller.ts';
import { planTasks } from '../../../electron/pipeline/plan.ts';
import { compilePlan } from '../../../electron/pipeline/planning/compile.ts';
import { ModelCallSchema } from '../../../shared/controllers.ts';
import { AppError } from '../../../shared/errors.ts';
import { printPlan } from '../../../shared/wire.ts';
import { scriptedChatModel } from '../../fakes/chat-models.ts';
import { asking, controllerOn, remembering, shippedPrompt, textOf } from './asking.ts';

const READ_ALOUD: PlanningInput = asking('read sign.png to me', {
  attachments: [{ name: 'sign.png', kind: 'image' }],
});
const FORMED = JSON.stringify({
  tasks: [
    { task: 'image-to-text', id: 0, dep: [-1], args: [{ name: 'image', value: 'sign.png' }] },
    { task: 'text-to-speech', id: 1, dep: [0], args: [{ name: 'text', value: '<resource>-0' }] },
  ],
});
const WIRE = [
  { task: 'image-to-text', id: 0, dep: [-1], args: { image: 'sign.png' } },
  { task: 'text-to-speech', id: 1, dep: [0], args: { text: '<resource>-0' } },
];

describe('planning with a language model', () => {
  it('hands over each task as its object closes, before the plan has ended', async () => {
    const model = scriptedChatModel({ replies: [FORMED] });
    const parts = [];
    for await (const part of planTasks(
      READ_ALOUD,
      { controller: controllerOn(model) },
      remembering(),
    )) {
      parts.push(part);
    }
    expect(parts.map(({ tasks, isComplete }) => [tasks.map(({ id }) => id), isComplete])).toEqual([
      [[0], false],
      [[1], false],
      [[], true],
    ]);
    expect(parts.at(-1)?.repairs).toEqual([]);
  });

  it.each([
    ['the form', FORMED],
    ['a bare list', JSON.stringify(WIRE)],
    ['a bare list in the form of arguments', JSON.stringify(JSON.parse(FORMED).tasks)],
    ['fences', `\`\`\`json\n${FORMED}\n\`\`\``],
    ['a list in fences', `\`\`\`\n${JSON.stringify(WIRE, null, 2)}\n\`\`\`\n`],
    ['prose around it', `Certainly! Here is the plan:\n${FORMED}\nThat reads the sign aloud.`],
    ['thoughts before it', `<think>Perhaps [{"a":1}]?</think>\n\n${FORMED}`],
  ])('takes a plan that comes as %s', async (_, text) => {
    const model = scriptedChatModel({ replies: [text] });
    const written = await textOf(controllerOn(model).plan(READ_ALOUD, remembering()));
    const compiled = compilePlan(written, READ_ALOUD.attachments);
    expect(compiled.ok && printPlan(compiled.plan)).toEqual(WIRE);
  });

  it('takes small talk as a plan without tasks', async () => {
    const model = scriptedChatModel({ replies: ['{"tasks":[]}'] });
    const written = await textOf(controllerOn(model).plan(asking('hello'), remembering()));
    expect(compilePlan(written, [])).toEqual({ ok: true, plan: [], repairs: [] });
  });

  it('does not take a plan that was cut between two tasks for a whole one', async () => {
    const [first = ''] = FORMED.split(',{"task":"text-to-speech"');
    const model = scriptedChatModel({ replies: [first], isCut: true });
    const written = await textOf(controllerOn(model).plan(READ_ALOUD, remembering()));
    const compiled = compilePlan(written, READ_ALOUD.attachments);
    expect(compiled.ok ? [] : compiled.problems.map(({ code }) => code)).toEqual(['CUT_SHORT']);
  });

  it('asks once more with what was written and why it is none', async () => {
    const model = scriptedChatModel({ replies: ['I would read it aloud.', FORMED] });
    const context = remembering();
    const deps = { controller: controllerOn(model) };
    const parts = await Array.fromAsync(planTasks(READ_ALOUD, deps, context));
    expect(parts.flatMap(({ tasks }) => tasks.map(({ type }) => type))).toEqual([
      'image-to-text',
      'text-to-speech',
    ]);
    const [first, second] = model.questions.map(({ messages }) => messages.map(({ text }) => text));
    expect(second?.[0]).toBe(first?.[0]);
    expect(second?.[1]).toContain(first?.[1]);
    expect(second?.[1]).toContain('"I would read it aloud."');
    expect(context.calls.map(({ stage }) => stage)).toEqual(['plan', 'plan']);
    expect(context.notes.map(({ code }) => code)).toEqual(['PLAN_MENDED']);
  });

  it('asks for a strict form and a bounded answer', async () => {
    const model = scriptedChatModel({ replies: [FORMED, FORMED], contextTokens: 8000 });
    await textOf(controllerOn(model).plan(READ_ALOUD, remembering()));
    const [question] = model.questions;
    expect(question?.form?.name).toBe('plan');
    expect(question?.maxTokens).toBe(2000);
  });

  it('refuses a request that is too long for the window, and says so', async () => {
    const model = scriptedChatModel({ replies: [FORMED], contextTokens: 2048 });
    const long = asking('tell me more. '.repeat(500));
    await expect(textOf(controllerOn(model).plan(long, remembering()))).rejects.toMatchObject({
      code: 'CONTROLLER_CONTEXT_FULL',
    });
    expect(model.questions).toEqual([]);
  });

  it('says how many earlier turns went whole', async () => {
    const turn = { request: 'and then? '.repeat(60), answer: 'so. '.repeat(300), files: [] };
    const history = Array.from({ length: 20 }, () => turn);
    const model = scriptedChatModel({ replies: ['{"tasks":[]}'], contextTokens: 4096 });
    const context = remembering();
    await textOf(controllerOn(model).plan(asking('hm', { history }), context));
    expect(context.notes).toEqual([
      { code: 'HISTORY_SHORTENED', kept: expect.any(Number), of: 20 },
    ]);
  });

  it('has a fingerprint of model, prompt and demonstrations', () => {
    const model = scriptedChatModel({ replies: [] });
    const other = scriptedChatModel({ replies: [], id: 'fake:other' });
    const { fingerprint } = controllerOn(model);
    expect(controllerOn(model).fingerprint).toBe(fingerprint);
    expect(controllerOn(other).fingerprint).not.toBe(fingerprint);
    for (const changed of ['plan', 'demonstrations'] as const) {
      const prompts = (name: Parameters<typeof shippedPrompt>[0]): string =>
        shippedPrompt(name) + (name === changed ? ' ' : '');
      expect(controllerOn(model, prompts).fingerprint).not.toBe(fingerprint);
    }
  });

  it('says which slot a prompt lacks', async () => {
    const model = scriptedChatModel({ replies: [] });
    const prompts = (name: Parameters<typeof shippedPrompt>[0]): string =>
      shippedPrompt(name).replace('{{tasks}}', '');
    const plan = textOf(controllerOn(model, prompts).plan(READ_ALOUD, remembering()));
    await expect(plan).rejects.toMatchObject({ code: 'PROMPT_INVALID', data: { prompt: 'plan' } });
  });
});

const candidate = {
  host: 'onnx',
  score: 1,
  reason: '',
  description: 'Detects. Well.',
  licence: 'mit',
  languages: [],
  succeeded: 0,
  failed: 0,
  medianMs: 0,
} as const;
const CHOICE: ChoiceInput = {
  request: 'count the cats',
  tasks: [
    {
      task: { task: 'object-detection', id: 3, dep: [-1], args: { image: 'cats.png' } },
      candidates: Array.from({ length: 7 }, (_, at) => ({ ...candidate, id: `org/model-${at}` })),
    },
  ],
};
const CHOSEN = [{ task: 3, model: 'org/model-1', reason: 'It counts.' }];

describe('choosing with a language model', () => {
  it.each([
    ['the form', '{"choices":[{"id":3,"model":"org/model-1","reason":"It counts."}]}'],
    ['a bare list', '[{"id":"3","model":"org/model-1","reason":"It counts."}]'],
    ['one object', '{"id":3,"model":"org/model-1","reason":"It counts."}'],
    [
      'prose and fences',
      'Sure:\n```json\n{"choices":[{"id":3,"model":"org/model-1","reason":"It counts.",}]}\n```\nDone.',
    ],
  ])('takes an answer that comes as %s', async (_, text) => {
    const model = scriptedChatModel({ replies: [text] });
    const context = remembering();
    expect(await controllerOn(model).choose(CHOICE, context)).toEqual(CHOSEN);
    expect(context.calls.map(({ stage }) => stage)).toEqual(['choose']);
  });

  it('offers five models of a task in one question', async () => {
    const model = scriptedChatModel({ replies: [JSON.stringify({ choices: [] })] });
    await expect(controllerOn(model).choose(CHOICE, remembering())).rejects.toBeInstanceOf(
      AppError,
    );
    const user = model.questions[0]?.messages[1]?.text ?? '';
    expect(user.match(/org\/model-\d/g)).toHaveLength(5);
    expect(model.questions).toHaveLength(1);
  });

  it.each(['I like them all.', '', '{"choices":[{"id":3}]}', '[[[', '{"choices":"all"}'])(
    'calls unintelligible what names no model: %s',
    async (text) => {
      const model = scriptedChatModel({ replies: [text] });
      const context = remembering();
      await expect(controllerOn(model).choose(CHOICE, context)).rejects.toMatchObject({
        code: 'CONTROLLER_UNINTELLIGIBLE',
      });
      expect(context.calls).toHaveLength(1);
    },
  );
});

describe('what is told of a call', () => {
  const answering = { request: 'how many?', history: [], evidence: 'zebra: 4' };

  it('is what the model counted', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: ['Four.'] });
    expect(await textOf(controllerOn(model).answer(answering, context))).toBe('Four.');
    expect(context.calls).toEqual([
      {
        stage: 'answer',
        model: 'fake:scripted',
        promptTokens: 100,
        completionTokens: 20,
        isEstimated: false,
        cost: 0.01,
        durationMs: 5,
      },
    ]);
  });

  it('comes where the caller leaves in the middle, by an estimate', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: [['Fo', 'ur', '.']] });
    for await (const piece of controllerOn(model).answer(answering, context)) {
      expect(piece).toBe('Fo');
      break;
    }
    expect(context.calls).toHaveLength(1);
    expect(context.calls[0]).toMatchObject({ isEstimated: true, completionTokens: 1 });
    expect(context.calls[0]?.promptTokens).toBeGreaterThan(100);
    expect(ModelCallSchema.safeParse(context.calls[0]).success).toBe(true);
  });

  it('comes where the caller of a plan leaves', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: [FORMED] });
    for await (const _ of controllerOn(model).plan(READ_ALOUD, context)) {
      break;
    }
    expect(context.calls.map(({ stage }) => stage)).toEqual(['plan']);
  });

  it('comes where the run is stopped, and the reason goes on', async () => {
    const stop = new AbortController();
    const context = remembering(stop.signal);
    const model = scriptedChatModel({ replies: [['Fo', 'ur', '.']] });
    const reason = new Error('stopped by the test');
    const answer = async (): Promise<void> => {
      for await (const _ of controllerOn(model).answer(answering, context)) {
        stop.abort(reason);
      }
    };
    await expect(answer()).rejects.toBe(reason);
    expect(context.calls).toMatchObject([{ isEstimated: true, completionTokens: 1 }]);
  });

  it('comes where the model fails, and the failure goes on', async () => {
    const context = remembering();
    const failure = AppError.of('CONTROLLER_BUSY', { controller: 'Scripted', why: 'busy' });
    const model = scriptedChatModel({ replies: [failure] });
    await expect(textOf(controllerOn(model).answer(answering, context))).rejects.toBe(failure);
    expect(context.calls).toMatchObject([{ promptTokens: 0, completionTokens: 0 }]);
  });

  it('says that an answer stopped at its limit', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: ['Four ze'], isCut: true });
    await textOf(controllerOn(model).answer(answering, context));
    expect(context.notes).toEqual([{ code: 'ANSWER_CUT' }]);
  });

  it('says that a plan that is held to its form was closed at its limit', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: ['{"tasks":[]}'], isCut: true });
    await textOf(controllerOn({ ...model, isHeld: true }).plan(asking('hi'), context));
    expect(context.notes).toEqual([{ code: 'PLAN_CUT' }]);
  });

  it('asks the model of each stage', async () => {
    const context = remembering();
    const model = scriptedChatModel({ replies: ['Hello!'] });
    expect(await textOf(controllerOn(model).converse(asking('hi'), context))).toBe('Hello!');
    expect(context.calls.map(({ stage }) => stage)).toEqual(['answer']);
  });
});

// Each way in which an endpoint can fail, over real HTTP, at each stage: the request ends in a right answer
// or a precise error, and the key is nowhere.

import { afterEach, describe, expect, it } from 'vitest';
import type { ScriptedAnswer } from '../../fakes/chat-answers.ts';
import { type Conducted, conducted, KEY, planWords, type Words } from '../../fakes/conducted.ts';
import { wire } from '../../fakes/controllers.ts';
import { pickFrom, piecesOfJson, TEXT_DAMAGES } from '../../fakes/damages.ts';
import { follow } from '../../fakes/engines.ts';
import { fakeExpert, sayingExpert, textOf } from '../../fakes/experts.ts';

const EXPERTS = [
  fakeExpert('summarization', { perform: async (inputs) => ({ text: `short ${textOf(inputs)}` }) }),
  sayingExpert('translation', 'kurz'),
];
const TASKS = [
  wire(0, 'summarization', { text: 'a long text' }),
  wire(1, 'translation', { text: '<resource>-0', target_language: 'German' }),
];
const PLAN = planWords(TASKS);
const ANSWER = 'I made it short and put it into German: kurz.';
/** A request that the rules can plan too. */
const REQUEST = 'summarise this: "the text is long" and translate it into German';
/** Milliseconds, so that a stall ends soon; nothing else waits for them. */
const SOON = { firstByteMs: 150, silenceMs: 150, retryMs: 1 };

let open: Conducted | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function run(words: Words) {
  open = await conducted(words, { engine: { experts: EXPERTS, chatLimits: SOON } });
  const result = await follow(open.engine.ask(REQUEST));
  const everything = JSON.stringify([result.events, open.engine.controllers.overview()]);
  expect(everything).not.toContain(KEY);
  expect(everything).not.toContain(KEY.slice(-8));
  return { ...result, stages: open.stages() };
}

function error(status: number, code: string | null, headers = {}): ScriptedAnswer {
  const message = `It went wrong with ${KEY}.`;
  return { kind: 'error', status, headers, body: { error: { message, type: 'x', code } } };
}

const never = new Promise(() => {});

const FAULTS: readonly (readonly [string, ScriptedAnswer, string])[] = [
  ['a wrong request', error(400, null), 'CONTROLLER_REFUSED'],
  ['a refused key', error(401, 'invalid_api_key'), 'CONTROLLER_KEY_NEEDED'],
  ['a forbidden country', error(403, null), 'CONTROLLER_FORBIDDEN'],
  ['an unknown model', error(404, 'model_not_found'), 'CONTROLLER_MODEL_UNKNOWN'],
  ['a server’s time-out', error(408, null), 'CONTROLLER_BUSY'],
  ['a full window', error(400, 'context_length_exceeded'), 'CONTROLLER_CONTEXT_FULL'],
  ['a used-up account', error(429, 'insufficient_quota'), 'CONTROLLER_QUOTA'],
  ['too many requests', error(429, null, { 'retry-after': '0' }), 'CONTROLLER_BUSY'],
  ['a broken server', error(500, null), 'CONTROLLER_BUSY'],
  ['an overloaded server', error(503, null), 'CONTROLLER_BUSY'],
  ['a stream that is not one', { kind: 'malformed', after: [] }, 'CONTROLLER_UNINTELLIGIBLE'],
  ['a stall', { kind: 'stall', after: [], until: never }, 'CONTROLLER_STALLED'],
  ['a cut line', { kind: 'cut', after: [], how: 'reset' }, 'CONTROLLER_'],
  ['an end without a word', { kind: 'cut', after: [], how: 'end' }, 'CONTROLLER_'],
  [
    'a web page',
    { kind: 'other', contentType: 'text/html', body: '<html>Log in</html>' },
    'CONTROLLER_UNINTELLIGIBLE',
  ],
];

describe('an endpoint that fails', () => {
  it.each(FAULTS)('while it plans, with %s: the rules plan', async (_, fault, code) => {
    const { state } = await run({ plan: fault, answer: ANSWER });
    expect(state.status).toBe('finished');
    expect(state.tasks.map(({ task, status }) => [task.type, status])).toEqual([
      ['summarization', 'finished'],
      ['translation', 'finished'],
    ]);
    const [note] = state.notes;
    expect(note).toMatchObject({ code: 'FELL_BACK', stage: 'plan' });
    expect(note?.code === 'FELL_BACK' ? note.error.code : '').toContain(code);
  });

  it.each(FAULTS)('while it answers, with %s: the rules answer', async (_, fault, code) => {
    const { state } = await run({ plan: PLAN, answer: fault });
    expect(state.status).toBe('finished');
    expect(state.answer).toContain('kurz');
    const [note] = state.notes;
    expect(note).toMatchObject({ code: 'FELL_BACK', stage: 'answer' });
    expect(note?.code === 'FELL_BACK' ? note.error.code : '').toContain(code);
  });

  it.each([
    ['stalls', { kind: 'stall', after: ['I did not '], until: never }],
    ['is cut', { kind: 'cut', after: ['I did not '], how: 'reset' }],
    ['tells of an error', { kind: 'error-event', after: ['I did not '], error: { message: 'x' } }],
  ] as const)('and %s in mid-answer: the rules answer anew', async (_, fault) => {
    const { state } = await run({ plan: PLAN, answer: fault });
    expect(state.answer).toContain('kurz');
    expect(state.answer).not.toContain('I did not');
    expect(state.notes).toMatchObject([{ code: 'FELL_BACK', stage: 'answer' }]);
  });

  it.each([
    ['stalls', (half: string) => ({ kind: 'stall', after: [half], until: never }) as const],
    ['is cut', (half: string) => ({ kind: 'cut', after: [half], how: 'reset' }) as const],
  ])(
    'and %s in mid-plan: it is asked once more, and the first task is not lost',
    async (_, fault) => {
      const half = PLAN.slice(0, PLAN.indexOf('},{"id":1') + 1 || PLAN.length / 2);
      const { state, stages } = await run({ plan: fault(half), mend: PLAN, answer: ANSWER });
      expect(stages).toEqual(['plan', 'mend', 'answer']);
      expect(state).toMatchObject({ status: 'finished', answer: ANSWER });
      expect(state.tasks).toHaveLength(2);
      expect(state.notes).toMatchObject([{ code: 'PLAN_MENDED' }]);
    },
  );

  it('tries what may pass again', async () => {
    let times = 0;
    const { state, stages } = await run({
      plan: () => (times++ === 0 ? error(503, null, { 'retry-after': '0' }) : PLAN),
      answer: ANSWER,
    });
    expect(stages).toEqual(['plan', 'plan', 'answer']);
    expect(state).toMatchObject({ status: 'finished', notes: [], answer: ANSWER });
  });

  it('does not answer at all where nothing listens', async () => {
    open = await conducted({}, { engine: { experts: EXPERTS, chatLimits: SOON } });
    await open.server.close();
    const { state } = await follow(open.engine.ask(REQUEST));
    expect(state.status).toBe('finished');
    expect(state.notes).toMatchObject([
      { code: 'FELL_BACK', stage: 'plan', error: { code: 'CONTROLLER_UNREACHABLE' } },
      { code: 'FELL_BACK', stage: 'answer', error: { code: 'CONTROLLER_UNREACHABLE' } },
    ]);
  });
});

describe('a model that does not keep to the form', () => {
  it.each([
    ['prose around it', `Sure! Here is the plan:\n\`\`\`json\n${PLAN}\n\`\`\`\nShall I go on?`],
    ['a bare list', JSON.stringify(TASKS)],
    ['a thought before it', `<think>Two tasks [0, 1].</think>${PLAN}`],
  ])('still has its plan with %s', async (_, plan) => {
    const { state } = await run({ plan, answer: ANSWER });
    expect(state.tasks.map(({ task }) => task.type)).toEqual(['summarization', 'translation']);
    expect(state).toMatchObject({ status: 'finished', notes: [], answer: ANSWER });
  });

  it.each(Object.keys(TEXT_DAMAGES))('ends well or says why with %s', async (name) => {
    const damaged = TEXT_DAMAGES[name]?.(piecesOfJson(JSON.parse(PLAN)), pickFrom([1, 3, 2])) ?? '';
    const { state } = await run({ plan: damaged, mend: PLAN, answer: ANSWER });
    const isRight = state.status === 'finished' && state.tasks.length === 2;
    expect(isRight || state.error?.code === 'PLAN_INVALID').toBe(true);
  });

  it('is asked once more, then the rules plan', async () => {
    const { state, stages } = await run({
      plan: 'I would first make it short.',
      mend: 'As I said: first make it short.',
      answer: ANSWER,
    });
    expect(stages).toEqual(['plan', 'mend', 'answer']);
    expect(state.notes).toMatchObject([{ code: 'FELL_BACK', error: { code: 'PLAN_INVALID' } }]);
    expect(state.status).toBe('finished');
  });
});

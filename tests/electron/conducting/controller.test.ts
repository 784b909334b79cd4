// A whole engine whose controller speaks as a language model would: plans that are kept, shown before they
// run, answers that are checked, talk without tasks.

import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../../electron/engine.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RunEvent, RunState } from '../../../shared/events.ts';
import { scriptedController, wire } from '../../fakes/controllers.ts';
import { follow } from '../../fakes/engines.ts';
import { fakeExpert, sayingExpert, textOf } from '../../fakes/experts.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

type Script = Parameters<typeof scriptedController>[0];

const EXPERTS = [
  fakeExpert('summarization', { perform: async (inputs) => ({ text: `short ${textOf(inputs)}` }) }),
  sayingExpert('translation', 'kurz'),
];
const PLAN = [
  wire(0, 'summarization', { text: 'a long text' }),
  wire(1, 'translation', { text: '<resource>-0', target_language: 'German' }),
];
const BROKEN = AppError.of('CONTROLLER_BUSY', { controller: 'scripted', why: 'the line was cut' });

function engineOf(script: Partial<Script>, options: Partial<EngineOptions> = {}) {
  const controller = scriptedController({ plan: [JSON.stringify(PLAN)], ...script });
  const engine = createEngine({
    ...{ home: temporaryFolder(), experts: EXPERTS, controller },
    ...options,
  });
  return { engine, controller, stages: () => controller.asked.map(({ stage }) => stage) };
}

async function whole(engine: Engine, ...asked: Parameters<Engine['ask']>) {
  return follow(engine.ask(...asked));
}

describe('a plan of a language model', () => {
  it('is kept for the same request, also over a restart, and says whose it is', async () => {
    const home = temporaryFolder();
    const first = engineOf({ fingerprint: 'one' }, { home });
    const before = await whole(first.engine, 'make it short');
    await first.engine.close();
    const second = engineOf({ fingerprint: 'one' }, { home });
    const { state } = await whole(second.engine, 'make it short');
    expect(second.stages()).toEqual([]);
    expect(state.tasks.map(({ task }) => task)).toEqual(before.state.tasks.map(({ task }) => task));
    expect(state.notes).toEqual([{ code: 'PLAN_REUSED', run: before.state.runId }]);
    expect(state.status).toBe('finished');
    await second.engine.close();
  });

  it('is made anew for another request, another conversation so far, another model, or on demand', async () => {
    const home = temporaryFolder();
    const { engine, stages } = engineOf({ fingerprint: 'one' }, { home });
    const { state } = await whole(engine, 'make it short');
    await whole(engine, 'make it shorter');
    await whole(engine, 'make it short', { conversation: state.conversation });
    await whole(engine, 'make it short', { replan: true });
    expect(stages()).toEqual(['plan', 'plan', 'plan', 'plan']);
    await engine.close();
    const other = engineOf({ fingerprint: 'two' }, { home });
    await whole(other.engine, 'make it short');
    expect(other.stages()).toEqual(['plan']);
    await other.engine.close();
  });

  it('is not kept where the rules made it', async () => {
    const { engine, stages } = engineOf({ plan: [BROKEN], fingerprint: 'one' });
    const first = await whole(engine, 'summarise this: some text');
    const second = await whole(engine, 'summarise this: some text');
    expect(first.state.notes).toMatchObject([{ code: 'FELL_BACK', stage: 'plan' }]);
    expect(second.state.notes).toMatchObject([{ code: 'FELL_BACK', stage: 'plan' }]);
    expect(stages()).toEqual(['plan', 'plan']);
    await engine.close();
  });

  it('is given the turns before it, with their files and how they came about', async () => {
    const { engine, controller } = engineOf({ answer: ['It is short.'] });
    const { state } = await whole(engine, 'make it short');
    await whole(engine, 'and now?', { conversation: state.conversation });
    expect(controller.asked.at(-2)).toMatchObject({
      stage: 'plan',
      input: { history: [{ request: 'make it short', answer: 'It is short.', files: [] }] },
    });
    await engine.close();
  });
});

/** Follows a run under review; `decide` is called once the plan waits. */
async function reviewed(engine: Engine, decide: (state: RunState) => void) {
  return follow(engine.ask('make it short'), (event: RunEvent, state) => {
    if (event.type === 'review-asked') {
      decide(state);
    }
  });
}

describe('a plan under review', () => {
  it('waits with its models for a word, and then runs', async () => {
    const { engine } = engineOf({}, { isReviewed: true });
    const { state, events } = await reviewed(engine, (waiting) => {
      expect(waiting.tasks.map(({ status, assignment }) => [status, assignment?.model.id])).toEqual(
        [
          ['waiting', 'builtin/fake-summarization'],
          ['waiting', 'builtin/fake-translation'],
        ],
      );
      engine.review(waiting.runId, { isApproved: true });
    });
    expect(state).toMatchObject({ status: 'finished', review: 'approved' });
    const types = events.map(({ type }) => type);
    expect(types.indexOf('reviewed')).toBeLessThan(types.indexOf('task-started'));
    expect(types.filter((type) => type === 'assigned')).toHaveLength(2);
    await engine.close();
  });

  it('runs as it was changed', async () => {
    const { engine } = engineOf({}, { isReviewed: true });
    const { state } = await reviewed(engine, ({ runId }) => {
      const edits = [{ task: 0, arguments: { text: 'another text' } }];
      engine.review(runId, { isApproved: true, edits });
    });
    expect(state.tasks[0]).toMatchObject({
      status: 'finished',
      output: { text: 'short another text' },
    });
    expect(state.tasks[1]).toMatchObject({ status: 'finished' });
    await engine.close();
  });

  it('refuses a change that makes no plan, and still waits', async () => {
    const { engine } = engineOf({}, { isReviewed: true });
    const { state } = await reviewed(engine, ({ runId }) => {
      for (const edits of [
        [{ task: 7, arguments: { text: 'x' } }],
        [{ task: 0, arguments: { text: '' } }],
      ]) {
        expect(() => engine.review(runId, { isApproved: true, edits })).toThrow(
          expect.objectContaining({ code: 'PLAN_INVALID' }),
        );
      }
      engine.review(runId, { isApproved: true });
    });
    expect(state.status).toBe('finished');
    await engine.close();
  });

  it('runs nothing where it is refused', async () => {
    const { engine } = engineOf({}, { isReviewed: true });
    const { state } = await reviewed(engine, ({ runId }) =>
      engine.review(runId, { isApproved: false }),
    );
    expect(state).toMatchObject({ status: 'cancelled', review: 'refused' });
    expect(state.tasks.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(() => engine.review(state.runId, { isApproved: true })).toThrow(
      expect.objectContaining({ code: 'REVIEW_NOT_ASKED' }),
    );
    await engine.close();
  });

  it('still waits for its word after a restart', async () => {
    const home = temporaryFolder();
    const first = engineOf({}, { isReviewed: true, home });
    const { state: before } = await reviewed(first.engine, () => first.engine.interrupt());
    expect(before).toMatchObject({ status: 'interrupted', review: 'asked' });
    await first.engine.close();
    const { engine, stages } = engineOf({}, { isReviewed: true, home });
    let isAsked = false;
    for await (const event of engine.resume(before.runId)) {
      if (event.type === 'review-asked') {
        isAsked = true;
        engine.review(before.runId, { isApproved: true });
      }
    }
    expect(isAsked).toBe(true);
    expect(stages()).toEqual([]);
    expect(engine.run(before.runId)).toMatchObject({ status: 'finished', review: 'approved' });
    await engine.close();
  });
});

describe('the answer of a language model', () => {
  it('is written from the evidence alone', async () => {
    const { engine, controller } = engineOf({ answer: ['I made ', 'it short.'] });
    const { state } = await whole(engine, 'make it short');
    expect(state.answer).toBe('I made it short.');
    const { input } = controller.asked.at(-1) ?? {};
    expect(input).toMatchObject({ request: 'make it short' });
    expect(JSON.stringify(input)).toContain('short a long text');
    await engine.close();
  });

  it('loses what no task made, in a visible note', async () => {
    const { engine } = engineOf({ answer: ['I saved it as **summary.pdf**.'] });
    const { state } = await whole(engine, 'make it short');
    expect(state.answer).not.toContain('summary.pdf');
    expect(state.notes).toEqual([{ code: 'NAME_REMOVED', name: 'summary.pdf' }]);
    expect(engine.run(state.runId).answer).toBe(state.answer);
    await engine.close();
  });

  it.each([
    ['fails at once', [BROKEN]],
    ['breaks off in mid-sentence', ['I did not', BROKEN]],
    ['is empty', ['']],
  ])('is composed by rules where it %s', async (_, answer) => {
    const { engine } = engineOf({ answer });
    const { state } = await whole(engine, 'make it short');
    expect(state.status).toBe('finished');
    expect(state.answer).toContain('summarised');
    expect(state.answer).not.toContain('I did not');
    expect(state.notes).toMatchObject([{ code: 'FELL_BACK', stage: 'answer' }]);
    await engine.close();
  });

  it('is found by its checked words', async () => {
    const { engine } = engineOf({ answer: ['Quokkas and **wombats.pdf**.'] });
    await whole(engine, 'make it short');
    expect(engine.store.conversations.list('Quokkas')).toHaveLength(1);
    expect(engine.store.conversations.list('wombats')).toHaveLength(0);
    await engine.close();
  });

  it('is talk where there is no task', async () => {
    const { engine, stages } = engineOf({ plan: ['[]'], converse: ['Hello, ', 'how are you?'] });
    const { state } = await whole(engine, 'hi');
    expect(stages()).toEqual(['plan', 'converse']);
    expect(state).toMatchObject({ status: 'finished', tasks: [], answer: 'Hello, how are you?' });
    await engine.close();
  });

  it('ends with the run where that is stopped', async () => {
    const stop = new AbortController();
    const { engine } = engineOf({
      answer: async function* ({ signal }) {
        yield 'I was about to';
        stop.abort();
        signal.throwIfAborted();
      },
    });
    const { state } = await whole(engine, 'make it short', { signal: stop.signal });
    expect(state.status).toBe('cancelled');
    await engine.close();
  });
});

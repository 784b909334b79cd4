import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condenseEvents } from '../../shared/condense.ts';
import type { RunEventBody } from '../../shared/event-bodies.ts';
import { type RunEvent, reduceRun } from '../../shared/events.ts';

const STARTED: RunEventBody = {
  type: 'started',
  conversation: 'c',
  request: 'do it',
  attachments: [],
  mode: 'local',
  controller: 'rules',
};
const ERROR = { code: 'EXPERT_FAILED', message: 'no', recovery: 'retry', data: {} } as const;
const ASSIGNMENT = {
  model: { id: 'builtin/x', host: 'builtin', revision: '1', name: 'X' },
  reason: 'the only one',
  candidates: [],
} as const;

const task = fc.integer({ min: 0, max: 3 });
const text = fc.string({ maxLength: 5 });

/** Events in any order, as a run that goes on after every kind of end could have them. */
const body: fc.Arbitrary<RunEventBody> = fc.oneof(
  { weight: 4, arbitrary: text.map((said) => ({ type: 'answer-token' as const, text: said })) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('task-progress' as const), task, text }),
  },
  fc.record({
    ...{ type: fc.constant('fetching' as const), task, model: text },
    ...{ doneBytes: fc.nat(), totalBytes: fc.nat() },
  }),
  fc.record({
    type: fc.constant('question' as const),
    question: task.map((id) => ({
      ...{ about: 'install' as const, key: `install ${id}`, tasks: [id], model: 'm', name: 'M' },
      hasOther: false,
    })),
  }),
  fc.record({
    type: fc.constant('question-answered' as const),
    key: task.map((id) => `install ${id}`),
    word: fc.constantFrom('yes' as const, 'no' as const),
  }),
  fc.record({
    type: fc.constant('planned' as const),
    tasks: fc.array(
      task.map((id) => ({ id, type: 'summarization' as const, dependencies: [], arguments: {} })),
      { maxLength: 2 },
    ),
    isComplete: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('task-started' as const),
    task,
    attempt: fc.integer({ min: 1, max: 3 }),
  }),
  task.map((id) => ({ type: 'assigned' as const, task: id, assignment: ASSIGNMENT })),
  task.map((id) => ({
    ...{ type: 'attempt-failed' as const, task: id, attempt: 1, model: 'builtin/x' },
    ...{ error: ERROR, next: 'retry' as const, delayMs: 5 },
  })),
  fc.record({
    type: fc.constant('task-finished' as const),
    task,
    output: text.map((made) => ({ text: made })),
    durationMs: fc.constant(1),
    reused: fc.boolean(),
  }),
  task.map((id) => ({ type: 'task-failed' as const, task: id, error: ERROR, durationMs: 1 })),
  fc.record({ type: fc.constant('task-skipped' as const), task, because: task }),
  task.map((id) => ({ type: 'task-cancelled' as const, task: id })),
  fc.constantFrom<RunEventBody>(
    { type: 'resumed' },
    { type: 'finished' },
    { type: 'cancelled' },
    { type: 'interrupted' },
    { type: 'failed', error: ERROR },
    { type: 'repaired', repairs: [{ code: 'X', message: 'x' }] },
  ),
);

function placed(bodies: readonly RunEventBody[]): readonly RunEvent[] {
  return [STARTED, ...bodies].map((one, seq) => ({ runId: 'r', seq, at: 1000 + seq, ...one }));
}

describe('condensed events', () => {
  it('add up to the same state, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 40 }), (bodies) => {
        const events = placed(bodies);
        expect(reduceRun(condenseEvents(events))).toEqual(reduceRun(events));
      }),
      { numRuns: 2000 },
    );
  });

  it('keep the progress of a task whose model is told again', () => {
    const assignment = {
      model: { id: 'builtin/x', host: 'builtin', revision: '1', name: 'X' },
      reason: 'the only one',
      candidates: [],
    } as const;
    const task = { id: 2, type: 'summarization', dependencies: [], arguments: {} } as const;
    const events = placed([
      { type: 'planned', tasks: [task], isComplete: false },
      { type: 'task-started', task: 2, attempt: 1 },
      { type: 'task-progress', task: 2, text: 'half' },
      { type: 'assigned', task: 2, assignment },
    ]);
    expect(reduceRun(condenseEvents(events))).toEqual(reduceRun(events));
  });

  it('add up to the same state with what comes after them', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 40 }), fc.nat(40), (bodies, at) => {
        const events = placed(bodies);
        const [before, after] = [events.slice(0, at + 1), events.slice(at + 1)];
        expect(reduceRun([...condenseEvents(before), ...after])).toEqual(reduceRun(events));
      }),
      { numRuns: 2000 },
    );
  });

  it('keep their order and the last one, so that its place says what has been seen', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 40 }), (bodies) => {
        const events = placed(bodies);
        const condensed = condenseEvents(events);
        const seqs = condensed.map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        expect(condensed.at(-1)?.seq).toBe(events.length - 1);
      }),
    );
  });

  it('are few for a run of many tokens and much progress that has ended', () => {
    const many = Array.from({ length: 1000 }, (_, index): RunEventBody[] => [
      { type: 'task-progress', task: 0, fraction: index / 1000 },
    ]).flat();
    const tokens = many.map((): RunEventBody => ({ type: 'answer-token', text: 'x' }));
    const events = placed([
      {
        type: 'planned',
        tasks: [{ id: 0, type: 'summarization', dependencies: [], arguments: {} }],
        isComplete: true,
      },
      { type: 'task-started', task: 0, attempt: 1 },
      ...many,
      { type: 'task-finished', task: 0, output: { text: 'x' }, durationMs: 1, reused: false },
      ...tokens,
      { type: 'finished' },
    ]);
    expect(condenseEvents(events)).toHaveLength(6);
  });
});

import { describe, expect, it } from 'vitest';
import { AppError, toErrorReport } from '../../shared/errors.ts';
import type { RunEventBody } from '../../shared/event-bodies.ts';
import { type RunEvent, reduceRun } from '../../shared/events.ts';
import type { Task } from '../../shared/plan.ts';
import type { Question } from '../../shared/questions.ts';

const started: RunEventBody = {
  type: 'started',
  conversation: 'c',
  request: 'read it',
  attachments: [],
  mode: 'local',
  controller: 'rules',
};
const task: Task = {
  id: 0,
  type: 'text-to-speech',
  dependencies: [],
  arguments: { text: { from: 'literal', value: 'hello' } },
};

function run(...bodies: RunEventBody[]): RunEvent[] {
  return bodies.map((body, seq) => ({ runId: 'r', seq, at: 1000 + seq, ...body }));
}

const file = (kind: 'video' | 'audio') =>
  ({ id: 'a'.repeat(64), kind, mime: `${kind}/x`, size: 1 }) as const;

describe('reduceRun', () => {
  it('follows a task from waiting to finished', () => {
    const bodies: RunEventBody[] = [
      started,
      { type: 'planned', tasks: [task], isComplete: true },
      { type: 'task-started', task: 0, attempt: 1 },
      { type: 'task-progress', task: 0, fraction: 0.5 },
      { type: 'task-finished', task: 0, output: { text: 'done' }, durationMs: 7, reused: false },
      { type: 'finished' },
    ];
    const statuses = bodies.map((_, end) => reduceRun(run(...bodies.slice(0, end + 1))).tasks[0]);
    expect(statuses.map((state) => state?.status)).toEqual([
      undefined,
      'waiting',
      'running',
      'running',
      'finished',
      'finished',
    ]);
    expect(statuses[3]).toMatchObject({ progress: { fraction: 0.5 }, attempt: 1, startedAt: 1002 });
    expect(reduceRun(run(...bodies))).toMatchObject({ status: 'finished', endedAt: 1005 });
  });

  it('dubs until the video is there, the dubbing has failed or the run goes on', () => {
    const error = toErrorReport(AppError.of('VIDEO_UNUSABLE', { name: 'a.mp4', why: 'no' }));
    const video = { name: 'a.mp4', artefact: file('video') };
    const speech = [{ name: 'b.wav', artefact: file('audio') }];
    const before: RunEventBody[] = [started, { type: 'dubbing', video: 'a.mp4' }];
    const isDubbing = (...after: RunEventBody[]) => reduceRun(run(...before, ...after)).isDubbing;
    expect(reduceRun(run(started)).isDubbing).toBeUndefined();
    expect(isDubbing()).toBe(true);
    expect(isDubbing({ type: 'noted', note: { code: 'ANSWER_CUT' } })).toBe(true);
    expect(isDubbing({ type: 'dubbed', dub: { file: video, video, speech } })).toBe(false);
    const failed = { code: 'DUBBING_FAILED', video: 'a.mp4', error } as const;
    expect(isDubbing({ type: 'noted', note: failed })).toBe(false);
    expect(isDubbing({ type: 'interrupted' }, { type: 'resumed' })).toBe(false);
  });

  it('has a question open until its word, and none after the end', () => {
    const question: Question = {
      about: 'install',
      key: 'install m',
      tasks: [0],
      model: 'm',
      name: 'M',
      hasOther: false,
    };
    const asked: RunEventBody[] = [started, { type: 'question', question }];
    expect(reduceRun(run(...asked)).questions).toEqual([question]);
    const answered: RunEventBody = { type: 'question-answered', key: 'install m', word: 'yes' };
    expect(reduceRun(run(...asked, answered)).questions).toEqual([]);
    for (const type of ['interrupted', 'cancelled', 'finished'] as const) {
      expect(reduceRun(run(...asked, { type })).questions).toEqual([]);
    }
  });

  it('shows a task whose model is on its way as one that waits', () => {
    const fetching = { model: 'M', doneBytes: 5, totalBytes: 10 };
    const planned: RunEventBody = { type: 'planned', tasks: [task], isComplete: true };
    const bodies: RunEventBody[] = [started, planned, { type: 'fetching', task: 0, ...fetching }];
    expect(reduceRun(run(...bodies)).tasks[0]).toMatchObject({ status: 'waiting', fetching });
    const begun = run(...bodies, { type: 'task-started', task: 0, attempt: 1 });
    expect(reduceRun(begun).tasks[0]).not.toHaveProperty('fetching');
  });

  it('keeps when a task ran after its end, and only the end of one that never ran', () => {
    const finished: RunEventBody = {
      ...{ type: 'task-finished', task: 0, output: {}, durationMs: 0, reused: true },
    };
    const planned: RunEventBody = { type: 'planned', tasks: [task], isComplete: true };
    const ran = run(
      started,
      planned,
      { type: 'task-started', task: 0, attempt: 1 },
      { type: 'task-cancelled', task: 0 },
    );
    expect(reduceRun(ran).tasks[0]).toMatchObject({ startedAt: 1002, endedAt: 1003 });
    const [reused] = reduceRun(run(started, planned, finished)).tasks;
    expect(reused).toMatchObject({ endedAt: 1002 });
    expect(reused).not.toHaveProperty('startedAt');
  });

  it('joins tasks that arrive in several events and answer tokens in order', () => {
    const state = reduceRun(
      run(
        started,
        { type: 'planned', tasks: [task], isComplete: true },
        { type: 'planned', tasks: [{ ...task, id: 1 }], isComplete: true },
        { type: 'answer-token', text: 'Hello ' },
        { type: 'answer-token', text: 'there.' },
      ),
    );
    expect(state.tasks.map((state) => state.task.id)).toEqual([0, 1]);
    expect(state.answer).toBe('Hello there.');
  });

  it('ignores what a task reports after its end', () => {
    const error = toErrorReport(AppError.of('CANCELLED', {}));
    const state = reduceRun(
      run(
        started,
        { type: 'planned', tasks: [task], isComplete: true },
        { type: 'task-failed', task: 0, error, durationMs: 1 },
        { type: 'task-finished', task: 0, output: { text: 'late' }, durationMs: 2, reused: false },
        { type: 'task-progress', task: 0, fraction: 1 },
      ),
    );
    expect(state.tasks[0]).toMatchObject({ status: 'failed', error: { code: 'CANCELLED' } });
  });

  it('keeps the error of a run that failed', () => {
    const error = toErrorReport(AppError.of('PLAN_INVALID', { problems: 'none fits' }));
    expect(reduceRun(run(started, { type: 'failed', error }))).toMatchObject({
      status: 'failed',
      error: { code: 'PLAN_INVALID' },
    });
  });

  it('refuses a list that does not begin with started', () => {
    expect(() => reduceRun([])).toThrow();
    expect(() => reduceRun(run({ type: 'finished' }))).toThrow();
    expect(() => reduceRun(run(started, started))).toThrow();
  });
});

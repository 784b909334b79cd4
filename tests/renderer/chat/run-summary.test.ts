import { describe, expect, it } from 'vitest';
import {
  countsOf,
  failedOf,
  phaseOf,
  plannerOf,
  resultsOf,
  skippedOf,
} from '../../../renderer/chat/run-summary.ts';
import { AppError, toErrorReport } from '../../../shared/errors.ts';
import { asked, asks, DETECTION, install } from './asking-runs.ts';
import { cancelled, failed, finished, running, runOf, skipped } from './runs.ts';

const ids = (states: readonly { readonly task: { readonly id: number } }[]) =>
  states.map(({ task }) => task.id);

describe('phaseOf', () => {
  it('plans until there is a task, then runs, then answers', () => {
    const status = 'running';
    expect(phaseOf(runOf({ status }))).toBe('planning');
    expect(phaseOf(runOf({ status, tasks: [running(0)] }))).toBe('running');
    expect(phaseOf(runOf({ status, tasks: [finished(0)], isDubbing: true }))).toBe('dubbing');
    expect(phaseOf(runOf({ status, tasks: [finished(0)], answer: 'It' }))).toBe('answering');
  });

  it('tells a run that ended with failures from one that did not', () => {
    expect(phaseOf(runOf({ tasks: [finished(0)] }))).toBe('finished');
    expect(phaseOf(runOf({ tasks: [finished(0), failed(1)] }))).toBe('partly');
    expect(phaseOf(runOf({ status: 'cancelled', tasks: [failed(0)] }))).toBe('cancelled');
  });
});

describe('a plan under review', () => {
  it('waits for a word until it has one', () => {
    const tasks = [running(0)];
    const status = 'running';
    expect(phaseOf(runOf({ status, tasks, review: 'asked' }))).toBe('reviewing');
    expect(phaseOf(runOf({ status, tasks, review: 'approved' }))).toBe('running');
    expect(phaseOf(runOf({ status: 'interrupted', review: 'asked' }))).toBe('interrupted');
  });
});

describe('a run that asks', () => {
  it('waits for an answer while a question is open, whatever else goes on', () => {
    const started = { type: 'task-started', task: 0, attempt: 1 } as const;
    expect(phaseOf(asked([DETECTION], started, asks(install())))).toBe('asking');
    const { key } = install();
    const answered = { type: 'question-answered', key, word: 'yes' } as const;
    expect(phaseOf(asked([DETECTION], started, asks(install()), answered))).toBe('running');
    const stopped = { type: 'cancelled' } as const;
    expect(phaseOf(asked([DETECTION], asks(install()), stopped))).toBe('cancelled');
  });
});

describe('plannerOf', () => {
  it('is the language model, unless the built-in rules plan', () => {
    expect(plannerOf(runOf({ controller: 'box:small' }))).toBe('box:small');
    expect(plannerOf(runOf())).toBeUndefined();
    const error = toErrorReport(AppError.of('CONTROLLER_BUSY', { controller: 'box', why: 'no' }));
    const notes = [{ code: 'FELL_BACK', stage: 'plan', error }] as const;
    expect(plannerOf(runOf({ controller: 'box:small', notes }))).toBeUndefined();
  });
});

describe('countsOf', () => {
  it('counts what finished and, of that, what was there already', () => {
    const tasks = [finished(0, { reused: true }), finished(1), failed(2), skipped(3, 2)];
    expect(countsOf(runOf({ tasks }))).toEqual({ done: 2, total: 4, reused: 1 });
  });
});

describe('resultsOf', () => {
  it('folds what another finished task went on from', () => {
    const { final, between } = resultsOf(
      runOf({ tasks: [finished(0), finished(1, { after: [0] }), finished(2)] }),
    );
    expect(ids(final)).toEqual([1, 2]);
    expect(ids(between)).toEqual([0]);
  });

  it('folds what a dubbed video was put together of', () => {
    const named = (name: string, kind: 'video' | 'audio', id: string) => ({
      ...{ name, artefact: { id: id.repeat(64), kind, mime: `${kind}/x`, size: 1 } },
    });
    const [film, speech] = [named('a.mp4', 'video', 'a'), named('b.wav', 'audio', 'b')];
    const tasks = [
      finished(0, { output: { video: film } }),
      finished(1, { output: { audio: speech } }),
      finished(2, { output: { audio: named('c.wav', 'audio', 'c') } }),
    ];
    const dub = { file: named('a-dubbed.mp4', 'video', 'd'), video: film, speech: [speech] };
    const { final, between } = resultsOf(runOf({ tasks, dubs: [dub] }));
    expect(ids(final)).toEqual([2]);
    expect(ids(between)).toEqual([0, 1]);
  });

  it('takes a result for final where the task after it did not finish', () => {
    for (const next of [failed(1, [0]), cancelled(1, [0]), running(1, [0])]) {
      expect(ids(resultsOf(runOf({ tasks: [finished(0), next] })).final)).toEqual([0]);
    }
  });

  it('leaves out a text that the answer holds, whatever its spaces', () => {
    const tasks = [
      finished(0, { output: { text: 'Two\nlines.', notes: [{ code: 'question-cut' }] } }),
    ];
    expect(resultsOf(runOf({ tasks, answer: 'It says: Two lines.' })).final).toEqual([]);
    expect(ids(resultsOf(runOf({ tasks, answer: 'Something else.' })).final)).toEqual([0]);
  });

  it('shows a text with more to see, though the answer holds it', () => {
    const output = { text: 'Anna', entities: [{ label: 'PER', text: 'Anna', start: 0, end: 4 }] };
    const tasks = [finished(0, { output })];
    expect(ids(resultsOf(runOf({ tasks, answer: 'I found Anna.' })).final)).toEqual([0]);
  });
});

describe('failures', () => {
  it('lists failed tasks, and under each what was left out because of it', () => {
    const run = runOf({ tasks: [failed(0), skipped(1, 0), skipped(2, 0), failed(3), finished(4)] });
    expect(ids(failedOf(run))).toEqual([0, 3]);
    const told = skippedOf(run);
    expect(told.map(({ because }) => because.task.id)).toEqual([0]);
    expect(told.map(({ skipped }) => ids(skipped))).toEqual([[1, 2]]);
  });
});

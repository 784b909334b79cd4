// Where a task stands, and how its events change that.

import type { ErrorReport } from './errors.ts';
import type { RunEventBody } from './event-bodies.ts';
import type { Assignment } from './models.ts';
import type { TaskOutput } from './outputs.ts';
import type { Task, TaskId } from './plan.ts';

type AttemptFailure = Pick<
  Extract<RunEventBody, { type: 'attempt-failed' }>,
  'attempt' | 'model' | 'error' | 'next'
>;

export type TaskProgress = Pick<
  Extract<RunEventBody, { type: 'task-progress' }>,
  'fraction' | 'message' | 'error' | 'bytes' | 'text' | 'preview'
>;

export type Fetching = Pick<
  Extract<RunEventBody, { type: 'fetching' }>,
  'model' | 'doneBytes' | 'totalBytes' | 'secondsLeft'
>;

interface TaskBase {
  readonly task: Task;
  readonly assignment?: Assignment;
  readonly seed?: number;
  /** The attempts that failed before the last one. */
  readonly attempts: readonly AttemptFailure[];
}

/** When the last attempt began, where there was one, and when the task ended; milliseconds since 1970. */
interface TaskSpan {
  readonly startedAt?: number;
  readonly endedAt?: number;
}
/** Where a task stands; exactly one of these at any time. */
export type TaskState = TaskBase &
  (
    | {
        readonly status: 'waiting';
        /** Its model comes from the Hub. */
        readonly fetching?: Fetching;
      }
    | {
        readonly status: 'running';
        readonly attempt: number;
        /** Milliseconds since 1970. */
        readonly startedAt: number;
        readonly progress?: TaskProgress;
      }
    | ({
        readonly status: 'finished';
        readonly output: TaskOutput;
        readonly durationMs: number;
        readonly reused: boolean;
      } & TaskSpan)
    | ({
        readonly status: 'failed';
        readonly error: ErrorReport;
        readonly durationMs: number;
      } & TaskSpan)
    | { readonly status: 'skipped'; readonly because: TaskId }
    | ({ readonly status: 'cancelled' } & TaskSpan)
  );

/** `at` is milliseconds since 1970. */
type TaskEvent = Extract<RunEventBody, { readonly task: TaskId }> & { readonly at: number };

/** What a task reports after its end is ignored: an end is final. */
export function applyTaskEvent(state: TaskState, event: TaskEvent): TaskState {
  if (state.status !== 'waiting' && state.status !== 'running') {
    return state;
  }
  const { task, assignment, attempts, seed } = state;
  const base = { task, assignment, attempts, seed };
  const span = {
    ...(state.status === 'running' && { startedAt: state.startedAt }),
    endedAt: event.at,
  };
  switch (event.type) {
    case 'assigned':
      return state.status === 'waiting'
        ? { ...state, assignment: event.assignment, fetching: undefined }
        : { ...state, assignment: event.assignment };
    case 'fetching': {
      const { model, doneBytes, totalBytes, secondsLeft } = event;
      const fetching = { model, doneBytes, totalBytes, secondsLeft };
      return { ...base, status: 'waiting', fetching };
    }
    case 'task-started': {
      const { attempt, at: startedAt } = event;
      return { ...base, seed: event.seed, status: 'running', attempt, startedAt };
    }
    case 'attempt-failed': {
      const { attempt, model, error, next } = event;
      return {
        ...base,
        status: 'waiting',
        attempts: [...attempts, { attempt, model, error, next }],
      };
    }
    case 'task-progress': {
      const { fraction, message, error, bytes, text, preview } = event;
      const progress = { fraction, message, error, bytes, text, preview };
      return state.status === 'running' ? { ...state, progress } : state;
    }
    case 'task-finished': {
      const { output, durationMs, reused } = event;
      return { ...base, seed: event.seed, status: 'finished', output, durationMs, reused, ...span };
    }
    case 'task-failed': {
      const { error, durationMs } = event;
      return { ...base, status: 'failed', error, durationMs, ...span };
    }
    case 'task-skipped':
      return { ...base, status: 'skipped', because: event.because };
    case 'task-cancelled':
      return { ...base, status: 'cancelled', ...span };
  }
}

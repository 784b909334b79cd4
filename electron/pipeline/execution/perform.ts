// One task with all its candidates: what was done before is taken from there, what may pass is tried
// again after a delay, what won't goes to the next model at once, and then it has failed.

import type { ErrorCode } from '../../../shared/errors.ts';
import type { Task } from '../../../shared/plan.ts';
import type { Expert } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import { assignModel, type Selection } from '../select.ts';
import { type Attempt, type AttemptDeps, type AttemptResult, attemptTask } from './attempt.ts';
import { defaultSeed, type KeySources, taskKey } from './key.ts';
import type { SlotRequest } from './slots.ts';

export type PerformDeps = AttemptDeps &
  KeySources &
  Pick<PipelineDeps, 'results' | 'slots' | 'sleep'>;

type Finished = Extract<AttemptResult, { status: 'finished' }> & {
  readonly reused: boolean;
  /** Undefined where the result can't be kept for other runs. */
  readonly key: string | undefined;
  readonly seed: number | undefined;
};
export type TaskResult = Finished | Exclude<AttemptResult, { status: 'finished' }>;

export interface Performance {
  readonly task: Task;
  readonly selection: Extract<Selection, { ok: true }>;
  readonly slot: Pick<SlotRequest, 'owner' | 'priority'>;
  readonly signal: AbortSignal;
  /** A kept result does not count. */
  readonly isFresh: boolean;
}

/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['HOST_BUSY', 'NETWORK_FAILED']);
const MAX_RETRIES = 2;
/** Milliseconds before the first retry; each further one waits twice as long. */
const RETRY_DELAY_MS = 500;

/** @throws AppError only where an event can't be stored */
export async function performTask(work: Performance, deps: PerformDeps): Promise<TaskResult> {
  const { task, selection } = work;
  let number = 0;
  for (const [index, expert] of selection.experts.entries()) {
    const isLast = index === selection.experts.length - 1;
    const seed = expert.isSeeded === true ? (task.seed ?? defaultSeed(task)) : undefined;
    const key = taskKey(task, { model: expert.model, seed }, deps);
    const before = key === undefined || work.isFresh ? undefined : deps.results.find(key);
    if (before !== undefined) {
      return { status: 'finished', output: before, durationMs: 0, reused: true, key, seed };
    }
    if (index > 0) {
      const assignment = assignModel(expert, 'The model before it failed.', selection.assignment);
      deps.emit({ type: 'assigned', task: task.id, assignment });
    }
    for (let retries = 0; ; retries += 1) {
      number += 1;
      const result = await attemptInSlot(
        { task, expert, number, seed, signal: work.signal },
        work,
        deps,
      );
      if (result.status === 'finished' && key !== undefined) {
        deps.results.keep(key, result.output);
      }
      if (result.status === 'finished') {
        return { ...result, reused: false, key, seed };
      }
      const next = nextStep(result, { retries, isLast });
      if (next === 'none' || result.status === 'cancelled') {
        return result;
      }
      const delayMs = next === 'retry' ? RETRY_DELAY_MS * 2 ** retries : 0;
      const failed = { attempt: number, model: expert.model.id, error: result.error };
      deps.emit({ type: 'attempt-failed', task: task.id, ...failed, next, delayMs });
      if (next === 'next-model') {
        break;
      }
      if (!(await slept(delayMs, work.signal, deps))) {
        return { status: 'cancelled' };
      }
    }
  }
  throw new Error(`Task ${task.id} was given no model.`);
}

function nextStep(
  result: AttemptResult,
  { retries, isLast }: { readonly retries: number; readonly isLast: boolean },
): 'retry' | 'next-model' | 'none' {
  if (result.status !== 'failed') {
    return 'none';
  }
  if (PASSING.has(result.error.code) && retries < MAX_RETRIES) {
    return 'retry';
  }
  return isLast ? 'none' : 'next-model';
}

/** Waits for a slot, and has it for as long as the attempt takes. */
async function attemptInSlot(
  attempt: Attempt,
  { slot, signal }: Performance,
  deps: PerformDeps,
): Promise<AttemptResult> {
  const release = await acquire(attempt.expert, { slot, signal }, deps);
  if (release === undefined) {
    return { status: 'cancelled' };
  }
  try {
    return signal.aborted ? { status: 'cancelled' } : await attemptTask(attempt, deps);
  } finally {
    release();
  }
}

async function acquire(
  { slot: kind = 'cpu' }: Expert,
  { slot, signal }: Pick<Performance, 'slot' | 'signal'>,
  { slots }: PerformDeps,
): Promise<(() => void) | undefined> {
  try {
    return await slots.acquire({ kind, ...slot }, signal);
  } catch (error) {
    if (signal.aborted) {
      return undefined;
    }
    throw error;
  }
}

/** @returns false where the task was cancelled meanwhile */
async function slept(ms: number, signal: AbortSignal, { sleep }: PerformDeps): Promise<boolean> {
  try {
    await sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal.aborted) {
      return false;
    }
    throw error;
  }
}

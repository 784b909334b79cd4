// One task with all its candidates: what may pass is tried again after a delay, what won't goes to the
// next model at once, and then it has failed. Its first slot is the scheduler's matter, so that a task
// costs little while it waits.

import type { ErrorCode } from '../../../shared/errors.ts';
import type { Task } from '../../../shared/plan.ts';
import type { Expert, SlotKind } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import { assignModel, type Selection } from '../select.ts';
import { type Attempt, type AttemptDeps, type AttemptResult, attemptTask } from './attempt.ts';
import { defaultSeed, type KeySources, taskKey } from './key.ts';
import type { Release, SlotRequest } from './slots.ts';

export type PerformDeps = AttemptDeps &
  KeySources &
  Pick<PipelineDeps, 'results' | 'slots' | 'sleep'>;

export type Finished = Extract<AttemptResult, { status: 'finished' }> & {
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
  /** The slot of the first attempt, already taken. */
  readonly release: Release;
  /** Of the work with the first model, for which no result was found. */
  readonly first: Identity;
  readonly signal: AbortSignal;
  /** A kept result does not count. */
  readonly isFresh: boolean;
}

/** What a task's result with a model depends on. */
export interface Identity {
  readonly seed: number | undefined;
  readonly key: string | undefined;
}

/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['HOST_BUSY', 'NETWORK_FAILED']);
const MAX_RETRIES = 2;
/** Milliseconds before the first retry; each further one waits twice as long. */
const RETRY_DELAY_MS = 500;

export function identify(task: Task, expert: Expert, sources: KeySources): Identity {
  const seed = expert.isSeeded === true ? (task.seed ?? defaultSeed(task)) : undefined;
  return { seed, key: taskKey(task, { model: expert.model, seed }, sources) };
}

/** What was made by the same work before. */
export function findResult(
  { key, seed }: Identity,
  { results }: Pick<PerformDeps, 'results'>,
): Finished | undefined {
  const output = key === undefined ? undefined : results.find(key);
  return output && { status: 'finished', output, durationMs: 0, reused: true, key, seed };
}

/** Never throws, whatever the experts do. */
export async function performTask(work: Performance, deps: PerformDeps): Promise<TaskResult> {
  const { task, selection, first } = work;
  let release: Release | undefined = work.release;
  let number = 0;
  for (const [index, expert] of selection.experts.entries()) {
    const isLast = index === selection.experts.length - 1;
    const identity = index === 0 ? first : identify(task, expert, deps);
    const before = index === 0 || work.isFresh ? undefined : findResult(identity, deps);
    if (before !== undefined) {
      return before;
    }
    if (index > 0) {
      const assignment = assignModel(expert, [{ code: 'failed-before' }], selection.assignment);
      deps.emit({ type: 'assigned', task: task.id, assignment });
    }
    for (let retries = 0; ; retries += 1) {
      number += 1;
      const attempt = { task, expert, number, seed: identity.seed, signal: work.signal };
      const result = await attemptInSlot(attempt, { ...work, release }, deps);
      release = undefined;
      if (result.status === 'finished') {
        if (identity.key !== undefined) {
          deps.results.keep(identity.key, result.output);
        }
        return { ...result, reused: false, ...identity };
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

/** Waits for a slot where it has none yet, and has it for as long as the attempt takes. */
async function attemptInSlot(
  attempt: Attempt,
  { slot, signal, release: given }: Pick<Performance, 'slot' | 'signal'> & Given,
  deps: PerformDeps,
): Promise<AttemptResult> {
  const release = given ?? (await acquire(attempt.expert, { slot, signal }, deps));
  if (release === undefined) {
    return { status: 'cancelled' };
  }
  try {
    return signal.aborted ? { status: 'cancelled' } : await attemptTask(attempt, deps);
  } finally {
    release();
  }
}

interface Given {
  readonly release: Release | undefined;
}

export function slotKind({ slot = 'cpu' }: Expert): SlotKind {
  return slot;
}

async function acquire(
  expert: Expert,
  { slot, signal }: Pick<Performance, 'slot' | 'signal'>,
  { slots }: PerformDeps,
): Promise<Release | undefined> {
  try {
    return await slots.acquire({ kind: slotKind(expert), ...slot }, signal);
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

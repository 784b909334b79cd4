// The handle on a run that goes on: stops it or one task of it, and gives it the word that a plan under
// review waits for, from outside.

import { AppError } from '../../shared/errors.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';
import type { Execution } from './execute.ts';
import type { TaskEdit } from './rerun.ts';

/** What a person says of a plan before it runs. */
export interface ReviewDecision {
  readonly isApproved: boolean;
  readonly edits?: readonly TaskEdit[] | undefined;
}

/** The plan as it is to run, or undefined where it was refused. */
export type Reviewed = Plan | undefined;

interface OpenReview {
  /** @throws AppError where the changes make no plan; the review then stays open */
  readonly decide: (decision: ReviewDecision) => Reviewed;
  readonly settle: (reviewed: Reviewed) => void;
}

export class RunControl {
  #ending: 'cancelled' | 'interrupted' = 'cancelled';
  readonly #stop = new AbortController();
  readonly #cancelled = new Set<TaskId>();
  #execution: Execution | undefined;
  #review: OpenReview | undefined;

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** What a run that was stopped is said to be. */
  get ending(): 'cancelled' | 'interrupted' {
    return this.#ending;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** The program ends under the run. */
  interrupt(): void {
    this.#ending = 'interrupted';
    this.#stop.abort();
  }

  /** A task that has not been handed to execution yet is stopped as soon as it is. */
  cancelTask(task: TaskId): void {
    this.#cancelled.add(task);
    this.#execution?.cancel(task);
  }

  /** Called by the run whenever it has handed tasks to execution. */
  attach(execution: Execution): void {
    this.#execution = execution;
    for (const task of this.#cancelled) {
      execution.cancel(task);
    }
  }

  /** @throws AppError REVIEW_NOT_ASKED, or what is wrong with the changes */
  review(run: string, decision: ReviewDecision): void {
    if (this.#review === undefined) {
      throw AppError.of('REVIEW_NOT_ASKED', { run });
    }
    const { decide, settle } = this.#review;
    const reviewed = decide(decision);
    this.#review = undefined;
    settle(reviewed);
  }

  /**
   * Called by the run: waits for the word.
   * @throws the signal's reason where the run is stopped before
   */
  async reviewed(decide: OpenReview['decide']): Promise<Reviewed> {
    const { promise, resolve, reject } = Promise.withResolvers<Reviewed>();
    const onAbort = () => reject(this.signal.reason);
    this.signal.addEventListener('abort', onAbort, { once: true });
    this.#review = { decide, settle: resolve };
    try {
      this.signal.throwIfAborted();
      return await promise;
    } finally {
      this.#review = undefined;
      this.signal.removeEventListener('abort', onAbort);
    }
  }
}

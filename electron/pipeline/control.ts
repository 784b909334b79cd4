// The handle on a run that goes on: stops it or one task of it, and gives it the words that it waits for,
// from outside.

import { AppError } from '../../shared/errors.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';
import type { Word } from '../../shared/questions.ts';
import { abortable } from './abortable.ts';
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
  /** Someone is there to answer questions. */
  readonly isAttended: boolean;
  #ending: 'cancelled' | 'interrupted' = 'cancelled';
  readonly #stop = new AbortController();
  readonly #tasks = new Map<TaskId, AbortController>();
  readonly #questions = new Map<string, (word: Word) => void>();
  #execution: Execution | undefined;
  #review: OpenReview | undefined;

  constructor({ isAttended = false }: { readonly isAttended?: boolean | undefined } = {}) {
    this.isAttended = isAttended;
  }

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
    this.#taskStop(task).abort();
    this.#execution?.cancel(task);
  }

  /** Aborts with the task or with the run: for what happens before execution has the task. */
  signalOf(task: TaskId): AbortSignal {
    return AbortSignal.any([this.signal, this.#taskStop(task).signal]);
  }

  #taskStop(task: TaskId): AbortController {
    const stop = this.#tasks.get(task) ?? new AbortController();
    this.#tasks.set(task, stop);
    return stop;
  }

  /** Called by the run whenever it has handed tasks to execution. */
  attach(execution: Execution): void {
    this.#execution = execution;
    for (const [task, { signal }] of this.#tasks) {
      if (signal.aborted) {
        execution.cancel(task);
      }
    }
  }

  /** Called by the run: a question waits for its word. */
  open(key: string, settle: (word: Word) => void): void {
    this.#questions.set(key, settle);
  }

  close(key: string): void {
    this.#questions.delete(key);
  }

  /** @throws AppError QUESTION_NOT_ASKED */
  answer(run: string, key: string, word: Word): void {
    const settle = this.#questions.get(key);
    if (settle === undefined) {
      throw AppError.of('QUESTION_NOT_ASKED', { run });
    }
    this.close(key);
    settle(word);
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
    const { promise, resolve } = Promise.withResolvers<Reviewed>();
    this.#review = { decide, settle: resolve };
    try {
      return await abortable(promise, this.signal);
    } finally {
      this.#review = undefined;
    }
  }
}

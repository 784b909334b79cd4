// The handle on a run that goes on: stops it, or one task of it, from outside.

import type { TaskId } from '../../shared/plan.ts';
import type { Execution } from './execute.ts';

export class RunControl {
  #ending: 'cancelled' | 'interrupted' = 'cancelled';
  readonly #stop = new AbortController();
  readonly #cancelled = new Set<TaskId>();
  #execution: Execution | undefined;

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
}

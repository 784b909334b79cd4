// What a run stores while its tasks hand over to each other: events, kept results and how models did.
// None of it is needed by what comes next, so it is written one turn of the event loop later: after the
// tasks that an end made ready were started, and before anyone sees it.

import type { PipelineDeps } from '../deps.ts';
import type { Emit } from '../journal.ts';

type Stored = Pick<PipelineDeps, 'results' | 'records'> & { readonly emit: Emit };

export class Later {
  readonly #onError: (error: unknown) => void;
  #notes: (() => void)[] = [];

  /** @param onError told what the store could not write */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** The same deps, but what they store is noted first. */
  noting<Deps extends Stored>(deps: Deps): Deps {
    const { emit, results, records } = deps;
    return {
      ...deps,
      emit: (body) => this.#note(() => emit(body)),
      results: {
        ...results,
        keep: (key, output) => this.#note(() => results.keep(key, output)),
      },
      records: {
        ...records,
        outcome: (outcome) => this.#note(() => records.outcome(outcome)),
      },
    };
  }

  /** Writes what was noted, in the order in which it happened. */
  write(): void {
    const notes = this.#notes;
    this.#notes = [];
    try {
      for (const note of notes) {
        note();
      }
    } catch (error) {
      this.#onError(error);
    }
  }

  #note(write: () => void): void {
    if (this.#notes.push(write) === 1) {
      // Slots are given at the end of this turn (slots.ts), so what has been noted waits one more.
      setImmediate(() => setImmediate(() => this.write()));
    }
  }
}

// What a run writes down for other runs: kept results and how models did. None of it is needed by what
// comes next, so it waits until the tasks that an end made ready have been started.

import type { PipelineDeps } from '../deps.ts';

type Bookkeeping = Pick<PipelineDeps, 'results' | 'records'>;

export class Later {
  #notes: (() => void)[] = [];

  /** The same deps, but what they write is noted until `write`. */
  bookkeeping<Deps extends Bookkeeping>(deps: Deps): Deps {
    const { results, records } = deps;
    return {
      ...deps,
      results: {
        ...results,
        keep: (key, output) => this.#notes.push(() => results.keep(key, output)),
      },
      records: {
        ...records,
        outcome: (outcome) => this.#notes.push(() => records.outcome(outcome)),
      },
    };
  }

  /** @throws AppError where the store can't write */
  write(): void {
    const notes = this.#notes;
    this.#notes = [];
    for (const note of notes) {
      note();
    }
  }
}

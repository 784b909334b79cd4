// Ends what a model writes where nobody wants it any more.

import { StoppingCriteria } from '../../runner/inference.ts';

/** At the next token once its signal is aborted. */
export class Unwanted extends StoppingCriteria {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super();
    this.#signal = signal;
  }

  override _call(sequences: number[][]): boolean[] {
    return sequences.map(() => this.#signal.aborted);
  }
}

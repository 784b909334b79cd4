// Holds what a model writes to a form: of its tokens only those may come that the form allows, and none
// after which the text could not be ended any more within its budget. So it always ends, and as the form
// asks, whatever the model finds likely.

import type { FormMatcher } from '../../runner/grammar.ts';
import { LogitsProcessor, StoppingCriteria, type Tensor } from '../../runner/inference.ts';
import { closingTokens } from './closing.ts';
import { extend, type JsonSoFar, NOTHING } from './json-so-far.ts';
import { byteTokens, type TokenBytes } from './token-bytes.ts';

export interface HeldFormOptions {
  /** At the beginning of a text. */
  readonly matcher: FormMatcher;
  readonly tokens: TokenBytes;
  /** Tokens that may be written. */
  readonly budget: number;
  /** Is told the text so far after each token. */
  readonly written: (text: string) => void;
}

/** More than any form of ours asks for at least; a form without an end is found out by it. */
const LONGEST_CLOSING = 4096;

/** Goes last among the processors: it leaves the token that it has taken alone possible. */
export class HeldForm extends LogitsProcessor {
  readonly #options: HeldFormOptions;
  readonly #bytes: readonly (number | undefined)[];
  /** One bit for each token that may come; known before the model has computed how likely it is. */
  #mask: Int32Array | undefined;
  #soFar = NOTHING;
  #closing: readonly number[];
  #left: number;
  #isForced = false;

  private constructor(options: HeldFormOptions) {
    super();
    this.#options = options;
    this.#bytes = byteTokens(options.tokens);
    this.#left = options.budget;
    this.#closing = this.#closingFrom(NOTHING, LONGEST_CLOSING) ?? [];
  }

  /** Undefined where the vocabulary can't write even the shortest text of the form. */
  static async begin(options: HeldFormOptions): Promise<HeldForm | undefined> {
    const form = new HeldForm(options);
    await form.#look();
    return form.shortest === 0 ? undefined : form;
  }

  /** Tokens of the shortest end from here. */
  get shortest(): number {
    return this.#closing.length;
  }

  get text(): string {
    return this.#soFar.text;
  }

  get isDone(): boolean {
    return this.#options.matcher.isTerminated();
  }

  /** It was ended for want of budget. */
  get isForced(): boolean {
    return this.#isForced;
  }

  /** `logits` is of the shape [1, tokens of the vocabulary]. */
  override _call(_: bigint[][], logits: Tensor): Tensor {
    const { data } = logits;
    if (!(data instanceof Float32Array) || this.#mask === undefined) {
      throw new Error('The tokens that may come next are not known yet.'); // a run of the model lies between
    }
    this.#left -= 1;
    const token = this.#takeLikeliest(data, this.#mask) ?? this.#takeClosing();
    this.#options.written(this.#soFar.text);
    void this.#look();
    data.fill(Number.NEGATIVE_INFINITY);
    data[token] = 0;
    return logits;
  }

  /** Undefined where the text could not be ended any more after it. */
  #takeLikeliest(logits: Float32Array, mask: Int32Array): number | undefined {
    const { matcher } = this.#options;
    const [token, soFar] = this.#likeliest(logits, mask);
    if (token === undefined || !matcher.acceptToken(token)) {
      return undefined;
    }
    const closing = this.#closingFrom(soFar, this.#left);
    if (closing === undefined) {
      matcher.rollBack(1);
      return undefined;
    }
    this.#closing = closing;
    this.#soFar = soFar;
    return token;
  }

  /** The grammar lets bytes through that are no UTF-8; they are passed over here. */
  #likeliest(logits: Float32Array, mask: Int32Array): readonly [number | undefined, JsonSoFar] {
    const allowed = mask.slice();
    for (;;) {
      const token = likeliest(logits, allowed);
      const soFar = token === undefined ? this.#soFar : this.#after(token);
      if (token === undefined || soFar !== undefined) {
        return [token, soFar ?? this.#soFar];
      }
      allowed[token >>> 5] = (allowed[token >>> 5] ?? 0) & ~(1 << (token & 31));
    }
  }

  #takeClosing(): number {
    const [token, ...rest] = this.#closing;
    const soFar = token === undefined ? undefined : this.#after(token);
    if (token === undefined || soFar === undefined || !this.#options.matcher.acceptToken(token)) {
      throw new Error('The end of the form was lost.');
    }
    this.#closing = rest;
    this.#soFar = soFar;
    this.#isForced = true;
    return token;
  }

  #after(token: number): JsonSoFar | undefined {
    return extend(this.#soFar, this.#options.tokens[token] ?? []);
  }

  #closingFrom(soFar: JsonSoFar, limit: number): readonly number[] | undefined {
    const { matcher } = this.#options;
    return closingTokens({ matcher, soFar, bytes: this.#bytes, limit });
  }

  /** While the model computes. */
  async #look(): Promise<void> {
    this.#mask = undefined;
    if (!this.isDone) {
      this.#mask = await this.#options.matcher.getNextTokenBitmask();
    }
  }
}

/** Ends the text where its form does. */
export class FormCriteria extends StoppingCriteria {
  readonly #form: HeldForm;

  constructor(form: HeldForm) {
    super();
    this.#form = form;
  }

  override _call(sequences: number[][]): boolean[] {
    return sequences.map(() => this.#form.isDone);
  }
}

/** Of those whose bit is set; undefined where none is. */
function likeliest(logits: Float32Array, mask: Int32Array): number | undefined {
  let best: number | undefined;
  for (const [word, bits] of mask.entries()) {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const token = word * 32 + 31 - Math.clz32(rest & -rest);
      const logit = logits[token];
      if (logit !== undefined && (best === undefined || logit > (logits[best] ?? 0))) {
        best = token;
      }
    }
  }
  return best;
}

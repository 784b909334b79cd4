// Draws the next token from what a model finds likely, with a seed of its own for each task. The sampler of
// Transformers.js shares one stream of numbers among all tasks of the process and knows no top_p; here
// two tasks that run at the same time leave each other's draws alone.

import { LogitsProcessor, random, type Tensor } from '../../runner/inference.ts';

export interface Sampling {
  readonly seed: number;
  /** Above 0; the lower, the surer the choice. */
  readonly temperature: number;
  /** Only this many of the likeliest tokens are drawn from. */
  readonly topK: number;
  /** Only the likeliest tokens that together reach this share are drawn from. */
  readonly topP: number;
}

interface Candidate {
  readonly token: number;
  readonly logit: number;
}

/** Goes last: leaves the drawn token alone possible, so that the greedy choice after it takes it. */
export class SeededSampling extends LogitsProcessor {
  readonly #sampling: Sampling;
  readonly #random: InstanceType<typeof random.Random>;

  constructor(sampling: Sampling) {
    super();
    this.#sampling = sampling;
    this.#random = new random.Random(sampling.seed);
  }

  /** `logits` is of the shape [1, tokens of the vocabulary]. */
  override _call(_: bigint[][], logits: Tensor): Tensor {
    const { data } = logits;
    if (!(data instanceof Float32Array)) {
      throw new Error(`Logits should be float32 and are ${logits.type}.`); // generate() converts them
    }
    const drawn = drawToken(data, this.#sampling, this.#random.random());
    data.fill(Number.NEGATIVE_INFINITY);
    data[drawn] = 0;
    return logits;
  }
}

/** The token that `draw`, from 0 to 1, falls on. */
export function drawToken(
  logits: Float32Array,
  { temperature, topK, topP }: Omit<Sampling, 'seed'>,
  draw: number,
): number {
  const candidates = likeliest(logits, topK);
  const highest = candidates[0]?.logit ?? 0;
  const weights = candidates.map(({ logit }) => Math.exp((logit - highest) / temperature));
  const kept = nucleus(weights, topP);
  let rest = draw * sum(weights.slice(0, kept));
  for (const [i, weight] of weights.slice(0, kept).entries()) {
    rest -= weight;
    if (rest < 0) {
      return candidates[i]?.token ?? 0;
    }
  }
  return candidates[kept - 1]?.token ?? 0;
}

/** How many of the weights, the highest first, reach the share. */
function nucleus(weights: readonly number[], share: number): number {
  const wanted = share * sum(weights);
  let reached = 0;
  for (const [i, weight] of weights.entries()) {
    reached += weight;
    if (reached >= wanted) {
      return i + 1;
    }
  }
  return weights.length;
}

/** The `k` highest, the highest first. A vocabulary has 10⁵ tokens: those that stay low cost one look. */
function likeliest(logits: Float32Array, k: number): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const [token, logit] of logits.entries()) {
    const lowest = kept.at(-1);
    if (kept.length === k && lowest !== undefined && logit <= lowest.logit) {
      continue;
    }
    const place = kept.findIndex((other) => other.logit < logit);
    kept.splice(place < 0 ? kept.length : place, 0, { token, logit });
    kept.length = Math.min(kept.length, k);
  }
  return kept;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

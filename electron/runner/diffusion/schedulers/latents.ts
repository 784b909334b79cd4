// Arithmetic on samples: sums with weights, in float64 until they are stored as float32, and the two scales
// of a sample at a noise level.

import type { Latents, Schedule } from './scheduler.ts';

/** Factors of picture and noise in a sample whose variance stays 1: alpha² + sigma² = 1. */
export interface Level {
  readonly alpha: number;
  readonly sigma: number;
}

/** @param ratio noise ÷ signal, Infinity for noise alone */
export function levelOf(ratio: number): Level {
  const alpha = 1 / Math.sqrt(1 + ratio * ratio);
  return { alpha, sigma: ratio === Number.POSITIVE_INFINITY ? 1 : ratio * alpha };
}

/** Noise ÷ signal at a place of the schedule. */
export function ratioAt(schedule: Schedule, index: number): number {
  const ratio = schedule.sigmas[index];
  if (ratio === undefined) {
    throw new RangeError(`A schedule of ${schedule.timesteps.length} steps has no place ${index}.`);
  }
  return ratio;
}

export type Term = readonly [weight: number, values: Float32Array | Float64Array];

/** A weight of 0 leaves its values out, whatever they are. */
export function weightedSum(...terms: readonly Term[]): Float64Array {
  const sum = new Float64Array(terms[0]?.[1].length ?? 0);
  for (const [weight, values] of terms) {
    if (values.length !== sum.length) {
      throw new RangeError(
        `Latents of ${values.length} and of ${sum.length} numbers don't add up.`,
      );
    }
    for (let i = 0; weight !== 0 && i < sum.length; i += 1) {
      sum[i] = (sum[i] ?? 0) + weight * (values[i] ?? 0);
    }
  }
  return sum;
}

export function toLatents(values: Float64Array, { shape }: Latents): Latents {
  return { data: new Float32Array(values), shape };
}

// Reads the picture without noise out of what a model says, whichever of three things it was trained to say.

import type { SchedulerConfig } from './config.ts';
import { type Level, weightedSum } from './latents.ts';
import type { Latents } from './scheduler.ts';

export type PredictionOptions = Pick<SchedulerConfig, 'prediction' | 'clipRange'>;

/** What is multiplied with the sample and with the model's output. */
type Weights = readonly [sample: number, output: number];

export interface Predicted {
  readonly level: Level;
  readonly sample: Latents;
  readonly output: Latents;
}

/**
 * x₀ of x = alpha·x₀ + sigma·ε: from ε (Ho et al. 2020, eq. 15 solved for x₀), from
 * v = alpha·ε − sigma·x₀ (Salimans and Ho 2022, appendix D), or as it is.
 */
export function predictOriginal(
  { prediction, clipRange }: PredictionOptions,
  predicted: Predicted,
): Float64Array {
  const { alpha, sigma } = predicted.level;
  const weights: Readonly<Record<typeof prediction, Weights>> = {
    epsilon: [1 / alpha, -sigma / alpha],
    v_prediction: [alpha, -sigma],
    sample: [0, 1],
  };
  const original = weigh(weights[prediction], predicted);
  return clipRange === undefined ? original : clip(original, clipRange);
}

/** ε of the same, which clipping leaves as the model meant it. */
export function predictNoise(
  { prediction }: PredictionOptions,
  predicted: Predicted,
): Float64Array {
  const { alpha, sigma } = predicted.level;
  const weights: Readonly<Record<typeof prediction, Weights>> = {
    epsilon: [0, 1],
    v_prediction: [sigma, alpha],
    sample: [1 / sigma, -alpha / sigma],
  };
  return weigh(weights[prediction], predicted);
}

function weigh([ofSample, ofOutput]: Weights, { sample, output }: Predicted): Float64Array {
  return weightedSum([ofSample, sample.data], [ofOutput, output.data]);
}

function clip(values: Float64Array, range: number): Float64Array {
  return values.map((value) => Math.min(range, Math.max(-range, value)));
}

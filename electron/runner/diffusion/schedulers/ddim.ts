// DDIM without noise of its own (Song, Meng and Ermon 2020, "Denoising diffusion implicit models", eq. 12
// with σ = 0). The samples are at variance 1, so the model takes them as they are.

import type { SchedulerConfig } from './config.ts';
import { levelOf, ratioAt, toLatents, weightedSum } from './latents.ts';
import { ratios, signalTable } from './noise-table.ts';
import { predictNoise, predictOriginal } from './prediction.ts';
import { type Latents, NO_HISTORY, type Place, type Scheduler } from './scheduler.ts';
import {
  checkTimesteps,
  checkWish,
  partFor,
  ratioOf,
  roundHalfToEven,
  spacedTimesteps,
} from './timesteps.ts';

/**
 * A step goes to the next timestep of the run, as the paper has it. diffusers goes to t − ⌊N ÷ steps⌋,
 * which is another one where the spacing is uneven.
 */
export function createDdim(config: SchedulerConfig): Scheduler {
  const table = ratios(signalTable(config));
  return {
    plan: (wish) => {
      checkWish(wish, config.trainSteps);
      const spaced = spacedTimesteps(config, { ...wish, leavesOutLast: false });
      const timesteps = spaced.map(roundHalfToEven);
      checkTimesteps(timesteps, config.trainSteps, wish);
      const last = config.endsClean ? 0 : (table[0] ?? 0);
      const sigmas = [...timesteps.map((t) => ratioOf(t, table)), last];
      return partFor({ timesteps, sigmas, noiseScale: 1 }, wish);
    },
    scaleInput: (sample) => sample,
    step: ({ schedule, index, sample, output }) => {
      const level = levelOf(ratioAt(schedule, index));
      const next = levelOf(ratioAt(schedule, index + 1));
      const original = predictOriginal(config, { level, sample, output });
      const noise = predictNoise(config, { level, sample, output });
      const values = weightedSum([next.alpha, original], [next.sigma, noise]);
      return {
        sample: toLatents(values, sample),
        original: toLatents(original, sample),
        history: NO_HISTORY,
      };
    },
    addNoise: addNoiseAtVarianceOne,
  };
}

/** x = alpha·x₀ + sigma·ε (Ho et al. 2020, eq. 4). */
export function addNoiseAtVarianceOne(
  original: Latents,
  noise: Float32Array,
  { schedule, index }: Place,
): Latents {
  const { alpha, sigma } = levelOf(ratioAt(schedule, index));
  return toLatents(weightedSum([alpha, original.data], [sigma, noise]), original);
}

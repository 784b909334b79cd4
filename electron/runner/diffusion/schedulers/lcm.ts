// Multistep sampling of latent consistency models (Luo et al. 2023, "Latent consistency models"):
// each step goes to the picture without noise, and from there back to the next level with fresh noise.

import { AppError, detail } from '../../../../shared/errors.ts';
import type { SchedulerConfig } from './config.ts';
import { addNoiseAtVarianceOne } from './ddim.ts';
import { levelOf, ratioAt, toLatents, weightedSum } from './latents.ts';
import { ratios, signalTable } from './noise-table.ts';
import { predictOriginal } from './prediction.ts';
import { NO_HISTORY, type Schedule, type Scheduler, type StepsWish } from './scheduler.ts';
import { checkWish, ratioOf } from './timesteps.ts';

/** Deviation of the data that the boundary condition assumes (Luo et al. 2023). */
const SIGMA_DATA = 0.5;

export function createLcm(config: SchedulerConfig): Scheduler {
  const table = ratios(signalTable(config));
  return {
    plan: (wish) => planFor(config, table, wish),
    scaleInput: (sample) => sample,
    step: ({ schedule, index, sample, output, noise }) => {
      const level = levelOf(ratioAt(schedule, index));
      const predicted = predictOriginal(config, { level, sample, output });
      const { skip, out } = boundary((schedule.timesteps[index] ?? 0) * config.timestepScaling);
      const original = weightedSum([skip, sample.data], [out, predicted]);
      const next = levelOf(ratioAt(schedule, index + 1));
      const isLast = index === schedule.timesteps.length - 1;
      const fresh = isLast ? new Float32Array(original.length) : noise(index + 1, original.length);
      const values = weightedSum([next.alpha, original], [next.sigma, fresh]);
      return {
        sample: toLatents(values, sample),
        original: toLatents(original, sample),
        history: NO_HISTORY,
      };
    },
    addNoise: addNoiseAtVarianceOne,
  };
}

/** c_skip and c_out, which make the model give back a sample that has no noise (Luo et al. 2023). */
function boundary(scaled: number): { readonly skip: number; readonly out: number } {
  const sum = scaled ** 2 + SIGMA_DATA ** 2;
  return { skip: SIGMA_DATA ** 2 / sum, out: scaled / Math.sqrt(sum) };
}

/**
 * Timesteps of those few that the model was distilled at, evenly by their place. With a picture given, from
 * the lowest `strength` part of them: all steps are done, since an LCM has few.
 */
function planFor(config: SchedulerConfig, table: readonly number[], wish: StepsWish): Schedule {
  const { trainSteps, originalSteps } = config;
  const { task, steps, strength = 1 } = wish;
  checkWish(wish, trainSteps);
  const usable = Math.floor(Math.min(originalSteps, trainSteps) * strength + 1e-9);
  if (steps > usable) {
    const why = detail('steps-over-distilled', { steps, usable });
    throw AppError.of('INPUT_INVALID', { task, why });
  }
  const stride = Math.floor(trainSteps / Math.min(originalSteps, trainSteps));
  const timesteps = Array.from(
    { length: steps },
    (_, i) => (usable - Math.floor((i * usable) / steps)) * stride - 1,
  );
  return { timesteps, sigmas: [...timesteps.map((t) => ratioOf(t, table)), 0], noiseScale: 1 };
}

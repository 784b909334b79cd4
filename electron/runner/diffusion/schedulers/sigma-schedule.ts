// The schedule of those schedulers that go by the ratio of noise to signal: Euler's two and the multistep ones.

import type { SchedulerConfig } from './config.ts';
import { ratios, signalTable } from './noise-table.ts';
import type { Schedule, StepsWish } from './scheduler.ts';
import {
  checkTimesteps,
  checkWish,
  karrasRatios,
  partFor,
  ratioOf,
  roundHalfToEven,
  spacedTimesteps,
  timestepOf,
} from './timesteps.ts';

export interface SigmaOptions {
  /** They leave out the last point, round timesteps, and take Karras' range from the whole training. */
  readonly isMultistep: boolean;
  readonly karras: boolean;
  readonly noiseScale: (sigmas: readonly number[]) => number;
}

/**
 * What stands for no signal where ratios are divided: the least positive number of 16 bits, so that the
 * first of them is 4096 and not infinite.
 */
const LEAST_SIGNAL = 2 ** -24;

export function sigmaPlan(
  config: SchedulerConfig,
  options: SigmaOptions,
): (wish: StepsWish) => Schedule {
  const table = ratios(signalTable(config).map((alpha) => Math.max(alpha, LEAST_SIGNAL)));
  return (wish) => {
    checkWish(wish, config.trainSteps);
    const { timesteps, sigmas } = options.karras
      ? karrasLevels(config, { table, wish, options })
      : spacedLevels(config, { table, wish, options });
    const last = config.finalSigma === 'zero' ? 0 : (table[0] ?? 0);
    const noiseScale = options.noiseScale(sigmas);
    return partFor({ timesteps, sigmas: [...sigmas, last], noiseScale }, wish);
  };
}

interface Levels {
  readonly timesteps: readonly number[];
  readonly sigmas: readonly number[];
}

interface Wanted {
  readonly table: readonly number[];
  readonly wish: StepsWish;
  readonly options: SigmaOptions;
}

function spacedLevels(config: SchedulerConfig, { table, wish, options }: Wanted): Levels {
  const spaced = spacedTimesteps(config, { ...wish, leavesOutLast: options.isMultistep });
  const timesteps = options.isMultistep ? spaced.map(roundHalfToEven) : spaced;
  checkTimesteps(timesteps, config.trainSteps, wish);
  return { timesteps, sigmas: timesteps.map((t) => ratioOf(t, table)) };
}

/** Two of the lowest levels may round to the same timestep, which does no harm: the levels differ. */
function karrasLevels(config: SchedulerConfig, wanted: Wanted): Levels {
  const { table, wish, options } = wanted;
  const range = options.isMultistep ? table.toReversed() : spacedLevels(config, wanted).sigmas;
  const sigmas = karrasRatios(range[0] ?? 1, range.at(-1) ?? 1, wish.steps);
  const timesteps = sigmas.map((sigma) => timestepOf(sigma, table));
  return { timesteps: options.isMultistep ? timesteps.map(roundHalfToEven) : timesteps, sigmas };
}

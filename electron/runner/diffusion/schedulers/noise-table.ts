// How much noise there is at each timestep that a model was trained on, from the betas of its configuration.

import type { SchedulerConfig } from './config.ts';

export type BetaOptions = Pick<
  SchedulerConfig,
  'trainSteps' | 'betaStart' | 'betaEnd' | 'betaSchedule' | 'trainedBetas' | 'zeroSnr'
>;

/** Of the cosine schedule, so that a beta stays below 1 (Nichol and Dhariwal 2021, section 3.2). */
const MOST_BETA = 0.999;
const COSINE_OFFSET = 0.008;

/** alphas: ᾱₜ, the product of all 1 − β up to t (Ho et al. 2020, eq. 4). */
export function signalTable(options: BetaOptions): readonly number[] {
  let product = 1;
  const signal = betas(options).map((beta) => {
    product *= 1 - beta;
    return product;
  });
  return options.zeroSnr ? withoutLastSignal(signal) : signal;
}

/** Noise ÷ signal for each ᾱ; Infinity where that is 0. */
export function ratios(signal: readonly number[]): readonly number[] {
  return signal.map((alpha) => Math.sqrt((1 - alpha) / alpha));
}

function betas({ trainSteps, betaStart, betaEnd, betaSchedule, trainedBetas }: BetaOptions) {
  if (trainedBetas !== undefined) {
    return trainedBetas;
  }
  const along = Array.from({ length: trainSteps }, (_, t) => t / Math.max(1, trainSteps - 1));
  const line = (from: number, to: number) => along.map((part) => from + part * (to - from));
  switch (betaSchedule) {
    case 'linear':
      return line(betaStart, betaEnd);
    case 'scaled_linear': // even steps of √β, as latent diffusion was trained (Rombach et al. 2022)
      return line(Math.sqrt(betaStart), Math.sqrt(betaEnd)).map((root) => root * root);
    case 'squaredcos_cap_v2':
      return along.map((_, t) =>
        Math.min(MOST_BETA, 1 - cosine((t + 1) / trainSteps) / cosine(t / trainSteps)),
      );
  }
}

/** ᾱ of the cosine schedule (Nichol and Dhariwal 2021, eq. 17). */
function cosine(part: number): number {
  return Math.cos((((part + COSINE_OFFSET) / (1 + COSINE_OFFSET)) * Math.PI) / 2) ** 2;
}

/** Shifts and stretches √ᾱ so that the last is 0 and the first stays (Lin et al. 2023, algorithm 1). */
function withoutLastSignal(signal: readonly number[]): readonly number[] {
  const roots = signal.map(Math.sqrt);
  const [first, last] = [roots[0] ?? 1, roots.at(-1) ?? 0];
  return roots.map((root) => (((root - last) * first) / (first - last)) ** 2);
}

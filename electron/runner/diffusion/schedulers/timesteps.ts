// At which of its training's timesteps a model is asked, in the spacings that diffusers has (named in table 2
// of Lin et al. 2023), and noise levels spaced evenly for the eye (Karras et al. 2022).

import { AppError, detail, type ErrorDetail } from '../../../../shared/errors.ts';
import type { SchedulerConfig } from './config.ts';
import type { Schedule, StepsWish } from './scheduler.ts';

export interface Spaced {
  readonly steps: number;
  /** Multistep solvers space one point more and leave out the last, so that they don't end at t = 0. */
  readonly leavesOutLast: boolean;
}

/** Falling; with `linspace` they may lie between whole numbers. */
export function spacedTimesteps(
  {
    spacing,
    stepsOffset,
    trainSteps,
  }: Pick<SchedulerConfig, 'spacing' | 'stepsOffset' | 'trainSteps'>,
  { steps, leavesOutLast }: Spaced,
): readonly number[] {
  const points = leavesOutLast ? steps + 1 : steps;
  const at = (point: (left: number) => number) =>
    Array.from({ length: steps }, (_, i) => point(points - 1 - i));
  switch (spacing) {
    case 'leading': {
      const stride = Math.floor(trainSteps / points);
      return at((left) => left * stride + stepsOffset);
    }
    case 'trailing':
      return Array.from(
        { length: steps },
        (_, i) => roundHalfToEven((trainSteps * (steps - i)) / steps) - 1,
      );
    case 'linspace': // one point alone would be t = 0, where there is nothing to do: it is the first
      return points === 1
        ? [trainSteps - 1]
        : at((left) => ((trainSteps - 1) * left) / (points - 1));
  }
}

/** As NumPy rounds, and with it the timesteps that models were tried at. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const isHalf = value - floor === 0.5;
  return isHalf ? floor + (floor % 2) : Math.round(value);
}

/** @throws AppError INPUT_INVALID where steps or strength are none, or more than there are timesteps */
export function checkWish({ task, steps, strength = 1 }: StepsWish, most: number): void {
  const refuse = (why: ErrorDetail) => AppError.of('INPUT_INVALID', { task, why });
  if (!Number.isInteger(steps) || steps < 1) {
    throw refuse(detail('no-steps', { steps }));
  }
  if (!(strength > 0 && strength <= 1)) {
    throw refuse(detail('odd-strength', { strength }));
  }
  if (steps > most) {
    throw refuse(detail('steps-over-most', { steps, most }));
  }
}

/** @throws AppError INPUT_INVALID where the steps are so many that two fall together or one is too high */
export function checkTimesteps(
  timesteps: readonly number[],
  trainSteps: number,
  { task, steps }: StepsWish,
): void {
  const isFalling = timesteps.every((t, i) => t < (timesteps[i - 1] ?? trainSteps));
  if (!isFalling) {
    const why = detail('too-many-steps', { steps, timesteps: trainSteps });
    throw AppError.of('INPUT_INVALID', { task, why });
  }
}

/** What is left of a schedule where a picture is given: its last `strength` part, one step at least. */
export function partFor(schedule: Schedule, { steps, strength = 1 }: StepsWish): Schedule {
  // 0.29 × 100 is 28.999…; what is meant is 29.
  const done = Math.max(1, Math.floor(steps * strength + 1e-9));
  const start = steps - done;
  const { timesteps, sigmas } = schedule;
  return { ...schedule, timesteps: timesteps.slice(start), sigmas: sigmas.slice(start) };
}

/** The noise level at a timestep, on the line between those of its neighbours. */
export function ratioOf(t: number, ratios: readonly number[]): number {
  const low = Math.floor(t);
  const [below, above] = [ratios[low] ?? 0, ratios[low + 1]];
  return t === low || above === undefined ? below : below + (t - low) * (above - below);
}

/** Karras et al. 2022, eq. 5, with its ρ of 7. */
export function karrasRatios(most: number, least: number, steps: number): readonly number[] {
  const rho = 7;
  const [first, last] = [most ** (1 / rho), least ** (1 / rho)];
  return Array.from(
    { length: steps },
    (_, i) => (first + (i / Math.max(1, steps - 1)) * (last - first)) ** rho,
  );
}

/** The timestep of a noise level, on the line between the logarithms of its neighbours. */
export function timestepOf(ratio: number, ratios: readonly number[]): number {
  const low = Math.min(
    ratios.length - 2,
    Math.max(
      0,
      ratios.findLastIndex((known) => known <= ratio),
    ),
  );
  const [below, above] = [Math.log(ratios[low] ?? 1), Math.log(ratios[low + 1] ?? 1)];
  return low + Math.min(1, Math.max(0, (Math.log(ratio) - below) / (above - below)));
}

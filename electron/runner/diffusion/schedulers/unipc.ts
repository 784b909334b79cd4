// UniPC of second order on predicted originals (Zhao et al. 2023, "UniPC: a unified predictor-corrector
// framework for fast sampling of diffusion models", its multistep form). Each model output first corrects the sample that it was asked
// about (UniC) and then predicts the next one (UniP); it takes no call of its own.

import type { SchedulerConfig } from './config.ts';
import { addNoiseAtVarianceOne } from './ddim.ts';
import { levelOf, ratioAt, type Term, toLatents, weightedSum } from './latents.ts';
import { predictOriginal } from './prediction.ts';
import type { Latents, Place, Schedule, Scheduler, StepInput } from './scheduler.ts';
import { sigmaPlan } from './sigma-schedule.ts';

type SolverType = SchedulerConfig['solverType'];

export function createUnipc(config: SchedulerConfig): Scheduler {
  return {
    plan: sigmaPlan(config, { isMultistep: true, karras: config.karras, noiseScale: () => 1 }),
    scaleInput: (sample) => sample,
    step: (input) => {
      const { schedule, index, sample, output, history } = input;
      const level = levelOf(ratioAt(schedule, index));
      const original = predictOriginal(config, { level, sample, output });
      const from = correct(config, input, original);
      const kept = toLatents(original, sample);
      const originals = [kept, ...history.originals];
      const values = predict({ config, schedule, index, from, originals });
      return {
        sample: toLatents(values, sample),
        original: kept,
        history: { originals: originals.slice(0, 2), from },
      };
    },
    addNoise: addNoiseAtVarianceOne,
  };
}

interface Prediction extends Place {
  readonly config: SchedulerConfig;
  readonly from: Latents;
  readonly originals: readonly Latents[];
}

/** UniP: of second order its only coefficient is ½ whatever B(h) is. */
function predict({ config, schedule, index, from, originals }: Prediction): Float64Array {
  const step = stepFrom(schedule, index);
  const [now, before] = originals;
  if (orderAt(config, { schedule, index }) === 1 || before === undefined || now === undefined) {
    return weightedSum(...firstOrder(step, { from, now }));
  }
  const r = pastWidth(schedule, index) / step.width; // negative
  const weight = (-step.alpha * scaleOf(config.solverType, step.width) * 0.5) / r;
  const terms = firstOrder(step, { from, now });
  return weightedSum(...terms, [weight, before.data], [-weight, now.data]);
}

/** UniC: the last step done again, now that the model has been asked about where it led. */
function correct(config: SchedulerConfig, input: StepInput, original: Float64Array): Latents {
  const { schedule, index, sample, history } = input;
  const [now, before] = history.originals;
  if (history.from === undefined || now === undefined) {
    return sample;
  }
  const step = stepFrom(schedule, index - 1);
  const isSecond = orderAt(config, { schedule, index: index - 1 }) === 2 && before !== undefined;
  const r = isSecond ? pastWidth(schedule, index - 1) / step.width : undefined;
  const [ofPast, ofNew] = corrector(config.solverType, step.width, r);
  const scale = -step.alpha * scaleOf(config.solverType, step.width);
  const past = isSecond && r !== undefined ? (scale * ofPast) / r : 0;
  const terms = firstOrder(step, { from: history.from, now });
  const differences: readonly Term[] = [
    [scale * ofNew, original],
    [-scale * ofNew - past, now.data],
    [past, (before ?? now).data],
  ];
  return toLatents(weightedSum(...terms, ...differences), sample);
}

interface Step {
  /** h, in λ. */
  readonly width: number;
  readonly alpha: number;
  readonly shrink: number;
}

function stepFrom(schedule: Schedule, index: number): Step {
  const [ratio, next] = [ratioAt(schedule, index), ratioAt(schedule, index + 1)];
  const [from, to] = [levelOf(ratio), levelOf(next)];
  return { width: Math.log(ratio / next), alpha: to.alpha, shrink: to.sigma / from.sigma };
}

/** From the place before to this one, counted backwards. */
function pastWidth(schedule: Schedule, index: number): number {
  return Math.log(ratioAt(schedule, index) / ratioAt(schedule, index - 1));
}

function firstOrder(step: Step, { from, now }: { from: Latents; now: Latents | undefined }) {
  const growth = -step.alpha * Math.expm1(-step.width);
  return [[step.shrink, from.data] as const, [growth, (now ?? from).data] as const];
}

/** B(h), with −h for originals. */
function scaleOf(type: SolverType, width: number): number {
  return type === 'bh1' ? -width : Math.expm1(-width);
}

/**
 * The coefficients a of the corrector, from the paper’s R·a = φ/B: of first order ½, of second the
 * solution of a₁ + a₂ = φ₁/B and r·a₁ + a₂ = φ₂/B.
 */
function corrector(
  type: SolverType,
  width: number,
  r: number | undefined,
): readonly [number, number] {
  if (r === undefined) {
    return [0, 0.5];
  }
  const h = -width;
  const phi = Math.expm1(h) / h - 1;
  const first = phi / scaleOf(type, width);
  const second = (2 * (phi / h - 0.5)) / scaleOf(type, width);
  const ofPast = (first - second) / (1 - r);
  return [ofPast, first - ofPast];
}

function orderAt(config: SchedulerConfig, { schedule, index }: Place): 1 | 2 {
  const left = schedule.timesteps.length - index;
  const isLow = index === 0 || config.solverOrder === 1 || ratioAt(schedule, index + 1) === 0;
  return isLow || (config.lowerOrderFinal && left < 2) ? 1 : 2;
}

// DPM-Solver++ of second order with multiple steps (Lu et al. 2022, "DPM-Solver++: fast solver for guided
// sampling of diffusion probabilistic models", algorithm 2). With λ = −ln(σ/α), the paper's e^(−h) is the
// quotient of two ratios, so a last ratio of 0 needs no case of its own.

import type { SchedulerConfig } from './config.ts';
import { addNoiseAtVarianceOne } from './ddim.ts';
import { levelOf, ratioAt, toLatents, weightedSum } from './latents.ts';
import { predictOriginal } from './prediction.ts';
import type { Place, Scheduler, StepInput } from './scheduler.ts';
import { sigmaPlan } from './sigma-schedule.ts';

/** Below so many steps the last is of first order where the file asks for it, as diffusers has it. */
const FEW_STEPS = 15;

export function createDpmSolver(config: SchedulerConfig): Scheduler {
  return {
    plan: sigmaPlan(config, { isMultistep: true, karras: config.karras, noiseScale: () => 1 }),
    scaleInput: (sample) => sample,
    step: (input) => {
      const { schedule, index, sample, output, history } = input;
      const level = levelOf(ratioAt(schedule, index));
      const original = predictOriginal(config, { level, sample, output });
      const values = solve(input, original, isFirstOrder(config, input));
      const kept = toLatents(original, sample);
      return {
        sample: toLatents(values, sample),
        original: kept,
        history: { originals: [kept, ...history.originals.slice(0, 1)] },
      };
    },
    addNoise: addNoiseAtVarianceOne,
  };
}

function solve(input: StepInput, original: Float64Array, isFirst: boolean): Float64Array {
  const { schedule, index, sample, history } = input;
  const [ratio, next] = [ratioAt(schedule, index), ratioAt(schedule, index + 1)];
  const [from, to] = [levelOf(ratio), levelOf(next)];
  const growth = to.alpha * (1 - next / ratio); // −α(e^(−h) − 1)
  const past = history.originals[0];
  if (isFirst || past === undefined) {
    return weightedSum([to.sigma / from.sigma, sample.data], [growth, original]);
  }
  // D = (1 + 1/2r)·x₀ − 1/2r · the x₀ before, r being the last step's width in λ ÷ this one's
  const half = Math.log(ratio / next) / Math.log(ratioAt(schedule, index - 1) / ratio) / 2;
  return weightedSum(
    [to.sigma / from.sigma, sample.data],
    [growth * (1 + half), original],
    [-growth * half, past.data],
  );
}

function isFirstOrder(config: SchedulerConfig, { schedule, index }: Place): boolean {
  const steps = schedule.timesteps.length;
  const isLast = index === steps - 1;
  const wantsFirst = config.eulerAtFinal || (config.lowerOrderFinal && steps < FEW_STEPS);
  return config.solverOrder === 1 || (isLast && (wantsFirst || ratioAt(schedule, steps) === 0));
}

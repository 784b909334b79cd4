// Euler's method on the probability flow (Karras et al. 2022, "Elucidating the design space of
// diffusion-based generative models", algorithm 1 without its second order), and the ancestral form of
// k-diffusion, which goes further down and adds noise. Samples are x₀ + σ·ε; the model is given them at
// variance 1.

import type { SchedulerConfig } from './config.ts';
import { levelOf, ratioAt, type Term, toLatents, weightedSum } from './latents.ts';
import { predictOriginal } from './prediction.ts';
import {
  type Latents,
  NO_HISTORY,
  type Place,
  type Scheduler,
  type StepInput,
} from './scheduler.ts';
import { sigmaPlan } from './sigma-schedule.ts';

export function createEuler(config: SchedulerConfig): Scheduler {
  return eulerFamily(config, {
    karras: config.karras,
    descend: (_, next) => ({ down: next, up: 0 }),
  });
}

/** It leaves Karras' levels and a last level above 0 to the others, as diffusers' does. */
export function createEulerAncestral(config: SchedulerConfig): Scheduler {
  return eulerFamily({ ...config, finalSigma: 'zero' }, { karras: false, descend: ancestral });
}

interface Descent {
  /** To which σ the step goes without noise. */
  readonly down: number;
  /** Deviation of the noise that is added then. */
  readonly up: number;
}

interface Family {
  readonly karras: boolean;
  readonly descend: (sigma: number, next: number) => Descent;
}

function eulerFamily(config: SchedulerConfig, { karras, descend }: Family): Scheduler {
  const noiseScale = (sigmas: readonly number[]) => startScale(config, Math.max(...sigmas));
  return {
    plan: sigmaPlan(config, { isMultistep: false, karras, noiseScale }),
    scaleInput,
    step: (input) => {
      const { schedule, index, sample, output } = input;
      const sigma = ratioAt(schedule, index);
      const { down, up } = descend(sigma, ratioAt(schedule, index + 1));
      const scaled = scaleInput(sample, input);
      const original = predictOriginal(config, { level: levelOf(sigma), sample: scaled, output });
      // x + (x − x₀)/σ · (σ′ − σ)
      const part = down / sigma;
      const values = weightedSum([part, sample.data], [1 - part, original], ...added(input, up));
      return {
        sample: toLatents(values, sample),
        original: toLatents(original, sample),
        history: NO_HISTORY,
      };
    },
    addNoise: (original, noise, place) => {
      const sigma = ratioAt(place.schedule, place.index);
      return toLatents(weightedSum([1, original.data], [sigma, noise]), original);
    },
  };
}

function scaleInput(sample: Latents, { schedule, index }: Place): Latents {
  const { alpha } = levelOf(ratioAt(schedule, index));
  return toLatents(weightedSum([alpha, sample.data]), sample);
}

function added({ noise, index, sample }: StepInput, up: number): readonly Term[] {
  return up === 0 ? [] : [[up, noise(index + 1, sample.data.length)]];
}

/** Variances of k-diffusion's ancestral step: up² + down² = next², as the posterior of DDPM has them. */
function ancestral(sigma: number, next: number): Descent {
  const up = Math.min(next, Math.sqrt((next ** 2 * (sigma ** 2 - next ** 2)) / sigma ** 2));
  return { down: Math.sqrt(next ** 2 - up ** 2), up };
}

/** Leading timesteps begin below the training's last one, where the picture still counts for something. */
function startScale({ spacing }: SchedulerConfig, most: number): number {
  return spacing === 'leading' ? Math.sqrt(most ** 2 + 1) : most;
}

// What every scheduler is to the loop that makes a picture. A scheduler is a value without a state: the loop
// holds the sample and the history, so a run can stop between any two steps and leaves nothing behind.
//
//   const schedule = scheduler.plan({ task, steps, strength });
//   sample = noise(0) × schedule.noiseScale, or scheduler.addNoise(original, noise(0), …, index 0)
//   for each index of schedule.timesteps:
//     input = scheduler.scaleInput(…); output = the model's for (input, timesteps[index]), guided
//     ({ sample, original, history } = scheduler.step(…)); `original` is the preview
// Inpainting puts addNoise(original, noise(0), …, index + 1) back outside of its mask after each step.

import type { TaskType } from '../../../../shared/tasks.ts';
import type { NoiseSource } from '../noise.ts';

/** Numbers of a picture or of several, the first dimension counting them. */
export interface Latents {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

export interface StepsWish {
  /** Which failures name. */
  readonly task: TaskType;
  readonly steps: number;
  /** How much of a given picture is made anew, above 0 and up to 1; 1 where there is none. */
  readonly strength?: number | undefined;
}

export interface Schedule {
  /** What the model is told at each step, falling; rounded where the model takes whole numbers alone. */
  readonly timesteps: readonly number[];
  /** Noise ÷ signal at each step and, last, after all of them; Infinity where no signal is left. */
  readonly sigmas: readonly number[];
  /** Deviation of the noise that a picture begins with where none is given. */
  readonly noiseScale: number;
}

/** What earlier steps of one run leave to the later ones; each step gives a new one. */
export interface History {
  /** The originals that the last steps predicted, the latest first. */
  readonly originals: readonly Latents[];
  /** The sample that the last step went out from, where it is needed again. */
  readonly from?: Latents;
}
export const NO_HISTORY: History = { originals: [] };

export interface StepInput {
  readonly schedule: Schedule;
  readonly index: number;
  readonly sample: Latents;
  /** What the model made of the scaled sample, after guidance. */
  readonly output: Latents;
  /** {@link NO_HISTORY} at the first step. */
  readonly history: History;
  readonly noise: NoiseSource;
}

export interface Stepped {
  readonly sample: Latents;
  /** The picture without noise as it is seen from here. */
  readonly original: Latents;
  readonly history: History;
}

export interface Place {
  readonly schedule: Schedule;
  /** A step's, or their number for what is after the last. */
  readonly index: number;
}

export interface Scheduler {
  /** @throws AppError INPUT_INVALID where the schedule has no room for so many steps */
  readonly plan: (wish: StepsWish) => Schedule;
  readonly scaleInput: (sample: Latents, place: Place) => Latents;
  readonly step: (input: StepInput) => Stepped;
  readonly addNoise: (original: Latents, noise: Float32Array, place: Place) => Latents;
}

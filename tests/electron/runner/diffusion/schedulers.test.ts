import { describe, expect, test } from 'vitest';
import { createNoise } from '../../../../electron/runner/diffusion/noise.ts';
import { createScheduler } from '../../../../electron/runner/diffusion/schedulers/make-scheduler.ts';
import {
  type Latents,
  NO_HISTORY,
} from '../../../../electron/runner/diffusion/schedulers/scheduler.ts';
import { type Case, configOf, exactOutput, latents, references, worst } from './rig.ts';

const TOLERANCE = 1e-5;

function planned({ config, steps, strength }: Case) {
  const scheduler = createScheduler(configOf(config));
  return { scheduler, schedule: scheduler.plan({ task: 'text-to-image', steps, strength }) };
}

describe.each(references.cases)('$name', (given) => {
  const { scheduler, schedule } = planned(given);
  const noise = createNoise(given.seed);

  test('has the timesteps, levels and first scale of the definition', () => {
    expect(schedule.timesteps).toHaveLength(given.trace.length);
    const timesteps = given.trace.map(({ timestep }) => timestep);
    expect(worst(schedule.timesteps, timesteps)).toBeLessThan(1e-9);
    expect(schedule.sigmas.map((sigma) => sigma === Number.POSITIVE_INFINITY)).toEqual(
      given.sigmas.map((sigma) => sigma === Number.POSITIVE_INFINITY),
    );
    const finite = (sigmas: readonly number[]) => sigmas.filter(Number.isFinite);
    expect(schedule.sigmas).toHaveLength(given.sigmas.length);
    expect(worst(finite(schedule.sigmas), finite(given.sigmas))).toBeLessThan(1e-9);
    expect(schedule.noiseScale).toBeCloseTo(given.noiseScale, 9);
  });

  test('takes each step of the reference to its next', () => {
    let sample = latents(given.start);
    let history = NO_HISTORY;
    for (const [index, wanted] of given.trace.entries()) {
      const output = latents(wanted.output);
      const stepped = scheduler.step({ schedule, index, sample, output, history, noise });
      expect(worst(stepped.original.data, wanted.original)).toBeLessThan(toleranceOf(sample));
      expect(worst(stepped.sample.data, wanted.sample)).toBeLessThan(toleranceOf(sample));
      history = stepped.history;
      sample = latents(wanted.sample);
    }
  });

  test('ends where the reference ends when left to itself with the exact model', () => {
    const start = noise(0, given.start.length).map((value) => value * schedule.noiseScale);
    let sample: Latents = { data: start, shape: references.model.shape };
    let history = NO_HISTORY;
    for (const [index, { signal }] of given.trace.entries()) {
      const input = scheduler.scaleInput(sample, { schedule, index });
      const output = exactOutput(input, signal, given.config.prediction_type);
      ({ sample, history } = scheduler.step({ schedule, index, sample, output, history, noise }));
    }
    expect(worst(sample.data, given.trace.at(-1)?.sample ?? [])).toBeLessThan(TOLERANCE);
  });
});

/** float32 holds a number to a part of 6 × 10⁻⁸, and so does what is made of a sample of thousands. */
function toleranceOf({ data }: Latents): number {
  return Math.max(TOLERANCE, Math.max(...data.map(Math.abs)) * 2 ** -22);
}

test('adds noise at a place as the samples of each scheduler are scaled', () => {
  const original = latents([1, 2, 3, 4, 5, 6]);
  const noise = createNoise(5)(0, 6);
  for (const [index, given] of references.cases.entries()) {
    const { scheduler, schedule } = planned(given);
    const place = { schedule, index: index % schedule.timesteps.length };
    const noisy = scheduler.scaleInput(scheduler.addNoise(original, noise, place), place);
    const signal = given.trace[place.index]?.signal ?? Number.NaN;
    const wanted = Array.from(
      original.data,
      (value, i) => Math.sqrt(signal) * value + Math.sqrt(1 - signal) * (noise[i] ?? 0),
    );
    expect(worst(noisy.data, wanted), given.name).toBeLessThan(toleranceOf(noisy));
    expect(noisy.shape).toEqual(original.shape);
  }
});

test('leaves a picture alone where noise is to be added after the last step', () => {
  const { scheduler, schedule } = planned(caseOf('SDXL-Turbo, Euler ancestral'));
  const original = latents([1, 2, 3, 4, 5, 6]);
  const place = { schedule, index: schedule.timesteps.length };
  expect(scheduler.addNoise(original, createNoise(1)(0, 6), place)).toEqual(original);
});

test('runs of one scheduler that take turns leave each other alone', () => {
  const given = caseOf('UniPC, B2');
  const { scheduler, schedule } = planned(given);
  const noise = createNoise(0);
  const run = () => {
    let [sample, history] = [latents(given.start), NO_HISTORY];
    return (index: number) => {
      const output = latents(given.trace[index]?.output ?? []);
      ({ sample, history } = scheduler.step({ schedule, index, sample, output, history, noise }));
      return sample;
    };
  };
  const [one, other, alone] = [run(), run(), run()];
  const together = schedule.timesteps.map((_, index) => [one(index), other(index)]);
  for (const [index, both] of together.entries()) {
    const wanted = alone(index);
    expect(both).toEqual([wanted, wanted]);
  }
});

test('refuses an output of another size than the sample', () => {
  const { scheduler, schedule } = planned(caseOf('UniPC, B2'));
  const [sample, output] = [latents([1, 2, 3]), latents([1, 2, 3, 4, 5, 6])];
  const input = { schedule, index: 0, sample, output, history: NO_HISTORY, noise: createNoise(0) };
  expect(() => scheduler.step(input)).toThrow(RangeError);
});

function caseOf(name: string): Case {
  const found = references.cases.find((given) => given.name === name);
  if (found === undefined) {
    throw new Error(`There is no reference of the name ${name}.`);
  }
  return found;
}

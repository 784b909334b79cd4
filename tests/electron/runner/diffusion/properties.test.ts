import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoise } from '../../../../electron/runner/diffusion/noise.ts';
import { createScheduler } from '../../../../electron/runner/diffusion/schedulers/make-scheduler.ts';
import { NO_HISTORY } from '../../../../electron/runner/diffusion/schedulers/scheduler.ts';
import { SCHEDULER_NAMES, type SchedulerName } from '../../../../shared/drawing.ts';
import { configOf, exactOutput, latents, references } from './rig.ts';

const FILE = {
  _class_name: 'DDIMScheduler',
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  clip_sample: false,
  steps_offset: 0,
  timestep_spacing: 'trailing',
  // The last level is then one that the training had, down to which levels grow denser with the steps.
  set_alpha_to_one: false,
  final_sigmas_type: 'sigma_min',
};
/** So that also a schedule that goes down to the first timestep has somewhere to go from there. */
const ENDS_CLEAN = { steps_offset: 1, set_alpha_to_one: true, final_sigmas_type: 'zero' };
const START = [0.3, -1.2, 0.7, 2.1, -0.4, 0.9];
const DETERMINISTIC = ['ddim', 'euler', 'dpm-solver-2m', 'unipc'] as const;

/** The last sample, as x₀ + σ·ε, of a run from START, which has the variance 1, with the exact model. */
function run(
  name: SchedulerName,
  steps: number,
  { seed = 1, karras = false } = {},
): readonly number[] {
  const scheduler = createScheduler(configOf({ ...FILE, use_karras_sigmas: karras }, name));
  const schedule = scheduler.plan({ task: 'text-to-image', steps });
  const { sigmas } = schedule;
  const first = (sigmas[0] ?? 0) ** 2;
  const isRatio = name.startsWith('euler');
  let sample = latents(START.map((value) => (isRatio ? value * Math.sqrt(1 + first) : value)));
  let history = NO_HISTORY;
  const noise = createNoise(seed);
  for (const index of schedule.timesteps.keys()) {
    const input = scheduler.scaleInput(sample, { schedule, index });
    const output = exactOutput(input, 1 / (1 + (sigmas[index] ?? 0) ** 2), 'epsilon');
    ({ sample, history } = scheduler.step({ schedule, index, sample, output, history, noise }));
  }
  const last = isRatio ? 1 : Math.sqrt(1 + (sigmas.at(-1) ?? 0) ** 2);
  return Array.from(sample.data, (value) => value * last);
}

/** Where the probability flow of normal data leads from START at the training's last level. */
function flowEnd(): readonly number[] {
  const scheduler = createScheduler(configOf(FILE, 'ddim'));
  const [ratio = 0, last = 0] = scheduler.plan({ task: 'text-to-image', steps: 1 }).sigmas;
  const { means, deviations } = references.model;
  return START.map((value, i) => {
    const [mean, deviation] = [means[i] ?? 0, deviations[i] ?? 0];
    const distance = value * Math.sqrt(1 + ratio ** 2) - mean;
    return (
      mean + distance * Math.sqrt((deviation ** 2 + last ** 2) / (deviation ** 2 + ratio ** 2))
    );
  });
}

function error(name: SchedulerName, steps: number, karras = false): number {
  const end = flowEnd();
  const differences = run(name, steps, { karras }).map((value, i) =>
    Math.abs(value - (end[i] ?? 0)),
  );
  return Math.max(...differences);
}

describe.each(DETERMINISTIC)('%s', (name) => {
  test('comes to the end of the flow as steps grow', () => {
    const errors = [8, 32, 128, 500].map((steps) => error(name, steps));
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(errors.at(-1)).toBeLessThan(0.01);
  });
});

test.each(['dpm-solver-2m', 'unipc'] as const)(
  '%s is of second order: nearer than Euler in as many steps, and the more so the more there are',
  (name) => {
    const gain = (steps: number) => error('euler', steps, true) / error(name, steps, true);
    expect(gain(16)).toBeGreaterThan(2);
    expect(gain(64)).toBeGreaterThan(2 * gain(16));
  },
);

test.each(SCHEDULER_NAMES)('%s gives the same bytes for the same seed', (name) => {
  expect(run(name, 4, { seed: 11 })).toEqual(run(name, 4, { seed: 11 }));
});

test.each(['euler-ancestral', 'lcm'] as const)(
  '%s gives other pictures for other seeds',
  (name) => {
    expect(run(name, 4, { seed: 11 })).not.toEqual(run(name, 4, { seed: 12 }));
  },
);

test.each(SCHEDULER_NAMES)('%s falls in timesteps and levels, whatever the wish', (name) => {
  const spacings = fc.constantFrom('leading', 'trailing', 'linspace');
  const steps = fc.integer({ min: 1, max: name === 'lcm' ? 25 : 300 });
  const strength = fc.double({ min: 0.5, max: 1, noNaN: true });
  const property = (timestep_spacing: string, wished: number, part: number) => {
    const config = configOf({ ...FILE, ...ENDS_CLEAN, timestep_spacing }, name);
    const wish = { task: 'image-to-image', steps: wished, strength: part } as const;
    const { timesteps, sigmas } = createScheduler(config).plan(wish);
    const done = name === 'lcm' ? wished : Math.max(1, Math.floor(wished * part + 1e-9));
    expect(timesteps).toHaveLength(done);
    expect(sigmas).toHaveLength(done + 1);
    expect(timesteps.every((t, i) => t < (timesteps[i - 1] ?? 1000))).toBe(true);
    expect(timesteps.at(-1)).toBeGreaterThanOrEqual(0);
    expect(sigmas.every((sigma, i) => sigma < (sigmas[i - 1] ?? Number.POSITIVE_INFINITY))).toBe(
      true,
    );
  };
  fc.assert(fc.property(spacings, steps, strength, property), { numRuns: 60 });
});

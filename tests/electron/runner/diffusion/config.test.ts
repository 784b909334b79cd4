import { describe, expect, test } from 'vitest';
import { SCHEDULER_CLASS_NAMES } from '../../../../electron/runner/diffusion/schedulers/classes.ts';
import { readSchedulerConfig } from '../../../../electron/runner/diffusion/schedulers/config.ts';
import { createScheduler } from '../../../../electron/runner/diffusion/schedulers/make-scheduler.ts';
import { SCHEDULER_NAMES, type SchedulerName } from '../../../../shared/drawing.ts';
import { configOf } from './rig.ts';

const PNDM = {
  _class_name: 'PNDMScheduler',
  _diffusers_version: '0.6.0',
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  beta_start: 0.00085,
  num_train_timesteps: 1000,
  set_alpha_to_one: false,
  skip_prk_steps: true,
  steps_offset: 1,
  trained_betas: null,
  clip_sample: false,
};
const refused = (data: Readonly<Record<string, unknown>>) => expect.objectContaining(data);

test('PNDM becomes DPM-Solver++ 2M and keeps its schedule', () => {
  expect(configOf(PNDM)).toMatchObject({
    name: 'dpm-solver-2m',
    spacing: 'leading',
    stepsOffset: 1,
    betaSchedule: 'scaled_linear',
    trainedBetas: undefined,
    endsClean: false,
  });
});

test.each(SCHEDULER_NAMES)('%s can be chosen in place of the file’s scheduler', (name) => {
  const config = configOf(PNDM, name);
  expect(config).toEqual({ ...configOf(PNDM), name });
  expect(createScheduler(config).plan({ task: 'text-to-image', steps: 4 }).timesteps).toHaveLength(
    4,
  );
});

test('every class that is known makes a scheduler from its name alone', () => {
  for (const _class_name of SCHEDULER_CLASS_NAMES) {
    const schedule = createScheduler(configOf({ _class_name })).plan({
      task: 'text-to-image',
      steps: 5,
    });
    expect(schedule.timesteps, _class_name).toHaveLength(5);
  }
});

test('what a file leaves out is its own class’s, also for another scheduler', () => {
  expect(configOf({ _class_name: 'DDIMScheduler' }, 'euler')).toMatchObject({
    spacing: 'leading',
    clipRange: 1,
    betaSchedule: 'linear',
  });
  expect(configOf({ _class_name: 'LCMScheduler' }, 'ddim')).toMatchObject({
    betaSchedule: 'scaled_linear',
    betaEnd: 0.012,
    clipRange: undefined,
  });
});

test('Python’s infinite numbers are read, and texts that say so stay', () => {
  const text =
    '{"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "note": "a \\": -Infinity, b"}';
  expect(readSchedulerConfig({ text, model: 'a/model' }).name).toBe('dpm-solver-2m');
});

describe('a scheduler_config.json is refused', () => {
  test.each([
    ['not JSON', '{"_class_name": '],
    ['a list', '[]'],
    ['without a class', '{}'],
    ['of unknown betas', '{"_class_name": "DDIMScheduler", "beta_schedule": "sigmoid"}'],
    ['of a class of flows', '{"_class_name": "FlowMatchEulerDiscreteScheduler"}'],
    ['named as every object’s own', '{"_class_name": "constructor"}'],
  ])('that is %s', (_, text) => {
    expect(() => readSchedulerConfig({ text, model: 'a/model' })).toThrow(
      refused({ code: 'MODEL_UNUSABLE', data: refused({ model: 'a/model' }) }),
    );
  });

  test.each([
    ['DDIMScheduler', { thresholding: true }, 'thresholding'],
    ['EulerDiscreteScheduler', { use_beta_sigmas: true }, 'use_beta_sigmas'],
    ['DDIMScheduler', { rescale_betas_zero_snr: true }, 'rescale_betas_zero_snr'],
    ['DDIMScheduler', { trained_betas: [0.1, 0.2] }, 'trained_betas'],
    ['DDPMScheduler', { variance_type: 'learned_range' }, 'variance_type'],
    ['DDPMScheduler', { variance_type: 'fixed_large' }, 'variance_type'],
    ['EulerDiscreteScheduler', { timestep_type: 'continuous' }, 'timestep_type'],
    ['EulerDiscreteScheduler', { interpolation_type: 'log_linear' }, 'interpolation_type'],
    ['EulerDiscreteScheduler', { sigma_max: 80 }, 'sigma_max'],
    ['DPMSolverMultistepScheduler', { algorithm_type: 'sde-dpmsolver++' }, 'algorithm_type'],
    ['DPMSolverMultistepScheduler', { solver_type: 'heun' }, 'solver_type'],
    ['DPMSolverMultistepScheduler', { lambda_min_clipped: -5.1 }, 'lambda_min_clipped'],
    ['UniPCMultistepScheduler', { predict_x0: false }, 'predict_x0'],
    ['UniPCMultistepScheduler', { disable_corrector: [0] }, 'disable_corrector'],
    ['UniPCMultistepScheduler', { solver_p: {} }, 'solver_p'],
  ])('where %s asks for %o', (_class_name, options, named) => {
    expect(() => configOf({ _class_name, ...options })).toThrow(
      refused({
        code: 'MODEL_UNUSABLE',
        data: refused({ why: expect.stringContaining(named) }),
      }),
    );
  });

  test('but not for what another scheduler has no use for', () => {
    const file = { _class_name: 'DPMSolverMultistepScheduler', algorithm_type: 'sde-dpmsolver++' };
    expect(configOf(file, 'euler').name).toBe('euler');
  });
});

describe('a wish is refused', () => {
  test.each<[SchedulerName, number, number]>([
    ['ddim', 0, 1],
    ['ddim', 2.5, 1],
    ['ddim', Number.NaN, 1],
    ['ddim', 1000, 1], // its highest timestep would be 1000
    ['euler', 1001, 1],
    ['unipc', 1000, 1], // all would be timestep 1
    ['euler', 10, 0],
    ['euler', 10, 1.1],
    ['euler', 10, Number.NaN],
    ['lcm', 51, 1],
    ['lcm', 30, 0.5],
  ])('of %s: %d steps, strength %d', (name, steps, strength) => {
    const scheduler = createScheduler(configOf(PNDM, name));
    expect(() => scheduler.plan({ task: 'image-to-image', steps, strength })).toThrow(
      refused({ code: 'INPUT_INVALID', data: refused({ task: 'image-to-image' }) }),
    );
  });
});

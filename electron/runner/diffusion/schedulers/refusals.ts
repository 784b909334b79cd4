// What a scheduler_config.json may ask for that is not done here. Done in silence in another way it would
// give other pictures than the model's makers saw.

import type { SchedulerName } from '../../../../shared/drawing.ts';
import { detail, type ErrorDetail } from '../../../../shared/errors.ts';
import type { SchedulerFile } from './config-file.ts';

/** Options that are for no scheduler here, wherever they are switched on. */
const NOT_DONE = [
  'thresholding', // made for pixels, not for latents (Saharia et al. 2022)
  'use_exponential_sigmas',
  'use_beta_sigmas',
  'use_lu_lambdas',
  'use_flow_sigmas',
] as const satisfies readonly (keyof SchedulerFile)[];

/** Variances that a sampler need not be told by the model. */
const FIXED_VARIANCES = ['fixed_small', 'fixed_small_log'];

/** Why no scheduler here fits the model. */
export function refusalOfModel(file: SchedulerFile): ErrorDetail | undefined {
  const switchedOn = NOT_DONE.find((option) => file[option] === true);
  if (switchedOn !== undefined) {
    return detail('export-option', { option: switchedOn });
  }
  const timesteps = file.num_train_timesteps ?? 1000;
  if (file.trained_betas && file.trained_betas.length !== timesteps) {
    return detail('export-betas', { betas: file.trained_betas.length, timesteps });
  }
  if (file.variance_type?.startsWith('learned')) {
    return detail('export-variance', { variance: file.variance_type });
  }
  const prediction = file.prediction_type ?? 'epsilon';
  return file.rescale_betas_zero_snr === true && prediction === 'epsilon'
    ? detail('export-zero-snr')
    : undefined; // Lin et al. 2023
}

/** Why this scheduler can't do what the file asks of its own; another one can be chosen. */
export function refusalOf(file: SchedulerFile, name: SchedulerName): ErrorDetail | undefined {
  const asked = Object.entries(askedOf(file, name)).find(([, isAsked]) => isAsked);
  return asked === undefined
    ? undefined
    : detail('export-option-other', { option: asked[0], scheduler: name });
}

function askedOf(file: SchedulerFile, name: SchedulerName): Readonly<Record<string, boolean>> {
  switch (name) {
    case 'euler':
    case 'euler-ancestral':
      return {
        'interpolation_type other than linear': isOther(file.interpolation_type, ['linear']),
        'timestep_type other than discrete': isOther(file.timestep_type, ['discrete']),
        'sigma_min or sigma_max': typeof (file.sigma_min ?? file.sigma_max) === 'number',
        'variance_type other than fixed_small': isOther(file.variance_type, FIXED_VARIANCES),
      };
    case 'dpm-solver-2m':
      return {
        'algorithm_type other than dpmsolver++': isOther(file.algorithm_type, [
          'dpmsolver++',
          'deis',
        ]),
        'solver_type heun': file.solver_type === 'heun',
        lambda_min_clipped: typeof file.lambda_min_clipped === 'number',
      };
    case 'unipc':
      return {
        'predict_x0 false': file.predict_x0 === false,
        disable_corrector: (file.disable_corrector ?? []).length > 0,
        solver_p: file.solver_p !== undefined && file.solver_p !== null,
      };
    case 'ddim':
    case 'lcm':
      return {};
  }
}

function isOther(value: string | null | undefined, known: readonly string[]): boolean {
  return value !== undefined && value !== null && !known.includes(value);
}

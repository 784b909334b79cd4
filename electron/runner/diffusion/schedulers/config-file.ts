// The form of a `scheduler_config.json` as diffusers writes it. What it means is config.ts's.

import { z } from 'zod';

const flag = z.boolean().nullish();

/** Only what is read here; a file has more. null stands for an option that was left out. */
export const SchedulerFileSchema = z
  .object({
    _class_name: z.string(),
    num_train_timesteps: z.int().min(2).max(100_000).nullish(),
    beta_start: z.number().positive().max(1).nullish(),
    beta_end: z.number().positive().max(1).nullish(),
    beta_schedule: z.enum(['linear', 'scaled_linear', 'squaredcos_cap_v2']).nullish(),
    trained_betas: z.array(z.number().min(0).max(1)).min(1).readonly().nullish(),
    prediction_type: z.enum(['epsilon', 'v_prediction', 'sample']).nullish(),
    timestep_spacing: z.enum(['leading', 'trailing', 'linspace']).nullish(),
    steps_offset: z.int().nonnegative().nullish(),
    set_alpha_to_one: flag,
    clip_sample: flag,
    clip_sample_range: z.number().positive().nullish(),
    rescale_betas_zero_snr: flag,
    use_karras_sigmas: flag,
    final_sigmas_type: z.enum(['zero', 'sigma_min']).nullish(),
    solver_order: z.int().min(1).max(3).nullish(),
    solver_type: z.string().nullish(),
    lower_order_final: flag,
    euler_at_final: flag,
    original_inference_steps: z.int().positive().nullish(),
    timestep_scaling: z.number().positive().nullish(),
    // What follows is not done here, and refused where it is asked for.
    algorithm_type: z.string().nullish(),
    variance_type: z.string().nullish(),
    lambda_min_clipped: z.number().nullish(),
    predict_x0: flag,
    disable_corrector: z.array(z.number()).readonly().nullish(),
    solver_p: z.unknown().optional(),
    thresholding: flag,
    use_exponential_sigmas: flag,
    use_beta_sigmas: flag,
    use_lu_lambdas: flag,
    use_flow_sigmas: flag,
    interpolation_type: z.string().nullish(),
    timestep_type: z.string().nullish(),
    sigma_min: z.number().nullish(),
    sigma_max: z.number().nullish(),
  })
  .readonly();
export type SchedulerFile = z.infer<typeof SchedulerFileSchema>;

/**
 * Python writes an infinite number as no JSON has it (`"lambda_min_clipped": -Infinity`); such an option
 * says that there is no bound, as null does. Texts stay as they are.
 */
export function parsePythonJson(text: string): unknown {
  const withoutInfinite = text.replace(/"(?:\\.|[^"\\])*"|-?Infinity|NaN/g, (found) =>
    found.startsWith('"') ? found : 'null',
  );
  return JSON.parse(withoutInfinite);
}

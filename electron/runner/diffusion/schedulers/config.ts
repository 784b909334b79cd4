// What a model's scheduler_config.json means: every option with its value, and which scheduler it wants. An
// option that is left out is that of the class which the file names, since the model was made with that;
// it stays so where a person chooses another scheduler.

import { z } from 'zod';
import type { SchedulerName } from '../../../../shared/drawing.ts';
import { AppError, detail, type ErrorDetail } from '../../../../shared/errors.ts';
import { type SchedulerClass, type Spacing, schedulerClass } from './classes.ts';
import { parsePythonJson, type SchedulerFile, SchedulerFileSchema } from './config-file.ts';
import { refusalOf, refusalOfModel } from './refusals.ts';

export interface SchedulerConfig {
  readonly name: SchedulerName;
  readonly trainSteps: number;
  readonly betaStart: number;
  readonly betaEnd: number;
  readonly betaSchedule: 'linear' | 'scaled_linear' | 'squaredcos_cap_v2';
  readonly trainedBetas: readonly number[] | undefined;
  readonly zeroSnr: boolean;
  readonly prediction: 'epsilon' | 'v_prediction' | 'sample';
  readonly spacing: Spacing;
  readonly stepsOffset: number;
  /** Predicted originals are kept within ± this. */
  readonly clipRange: number | undefined;
  /** Whether DDIM's last step leaves no noise, or that of the first timestep. */
  readonly endsClean: boolean;
  /** The same of the others. */
  readonly finalSigma: 'zero' | 'sigma_min';
  readonly karras: boolean;
  /** 1 or 2: the third order of a file that asks for it is not done, and the second is close to it. */
  readonly solverOrder: 1 | 2;
  /** B(h) of UniPC. */
  readonly solverType: 'bh1' | 'bh2';
  readonly lowerOrderFinal: boolean;
  readonly eulerAtFinal: boolean;
  /** Of LCM: into how many steps the training's were put together. */
  readonly originalSteps: number;
  readonly timestepScaling: number;
}

export interface SchedulerSource {
  /** Of scheduler_config.json. */
  readonly text: string;
  /** Which failures name. */
  readonly model: string;
  /** A scheduler that is chosen in place of the file's. */
  readonly chosen?: SchedulerName | undefined;
}

const FILE = 'scheduler_config.json';

/** @throws AppError MODEL_UNUSABLE where the file is none, or asks for what is not done here */
export function readSchedulerConfig({ text, model, chosen }: SchedulerSource): SchedulerConfig {
  const refuse = (why: ErrorDetail, cause?: unknown) =>
    AppError.of('MODEL_UNUSABLE', { model, why }, cause);
  const file = parseFile(text, refuse);
  const described = schedulerClass(file._class_name);
  if (described === undefined) {
    throw refuse(detail('export-scheduler', { scheduler: file._class_name }));
  }
  const name = chosen ?? described.name;
  const why = refusalOfModel(file) ?? refusalOf(file, name);
  if (why !== undefined) {
    throw refuse(why);
  }
  return { ...noiseOf(file), ...spacingOf(file, described), ...solverOf(file), name };
}

function parseFile(
  text: string,
  refuse: (why: ErrorDetail, cause: unknown) => AppError,
): SchedulerFile {
  let json: unknown;
  try {
    json = parsePythonJson(text);
  } catch (error) {
    throw refuse(detail('export-no-json', { file: FILE }), error);
  }
  const parsed = SchedulerFileSchema.safeParse(json);
  if (!parsed.success) {
    const words = z.prettifyError(parsed.error);
    throw refuse(detail('export-odd-file', { file: FILE, error: words }), parsed.error);
  }
  return parsed.data;
}

function noiseOf(file: SchedulerFile) {
  const isLcm = file._class_name === 'LCMScheduler';
  return {
    trainSteps: file.num_train_timesteps ?? 1000,
    betaStart: file.beta_start ?? (isLcm ? 0.00085 : 0.0001),
    betaEnd: file.beta_end ?? (isLcm ? 0.012 : 0.02),
    betaSchedule: file.beta_schedule ?? (isLcm ? 'scaled_linear' : 'linear'),
    trainedBetas: file.trained_betas ?? undefined,
    zeroSnr: file.rescale_betas_zero_snr ?? false,
    prediction: file.prediction_type ?? 'epsilon',
  } as const;
}

function spacingOf(file: SchedulerFile, described: SchedulerClass) {
  const clips = file.clip_sample ?? described.clips;
  return {
    spacing: file.timestep_spacing ?? described.spacing,
    stepsOffset: file.steps_offset ?? 0,
    clipRange: clips ? (file.clip_sample_range ?? 1) : undefined,
    endsClean: file.set_alpha_to_one ?? described.endsClean,
    finalSigma: file.final_sigmas_type ?? 'zero',
    karras: file.use_karras_sigmas ?? false,
  } as const;
}

function solverOf(file: SchedulerFile) {
  return {
    solverOrder: file.solver_order === 1 ? 1 : 2,
    solverType: file.solver_type === 'bh1' ? 'bh1' : 'bh2',
    lowerOrderFinal: file.lower_order_final ?? true,
    eulerAtFinal: file.euler_at_final ?? false,
    originalSteps: file.original_inference_steps ?? 50,
    timestepScaling: file.timestep_scaling ?? 10,
  } as const;
}

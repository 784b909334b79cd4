// What is to be drawn: a wish with what it leaves to the model, and the settled numbers, or why they can't be
// kept to. Nothing has been drawn by then.

import { DRAWING_LIMITS, type SchedulerName } from '../../../shared/drawing.ts';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { Picture } from '../../experts/pictures.ts';
import { formatBytes } from '../../library/bytes.ts';
import type { ControlKind } from '../../library/diffusion-controls.ts';
import { portOf } from './checks.ts';
import type { Diffusion } from './diffusion.ts';
import { stepBytes } from './memory.ts';
import { readSchedulerConfig, type SchedulerConfig } from './schedulers/config.ts';

export interface DrawWish {
  /** Which failures name. */
  readonly task: TaskType;
  readonly prompt: string;
  /** What the picture is to be without. */
  readonly negativePrompt?: string | undefined;
  /** Picture n of several is drawn from seed + n. */
  readonly seed: number;
  readonly count?: number | undefined;
  readonly steps?: number | undefined;
  /** 1 and less: the description alone counts. */
  readonly guidance?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly scheduler?: SchedulerName | undefined;
  /** To be changed, or drawn on. */
  readonly picture?: Picture | undefined;
  /** How much of the picture is made anew, above 0 and up to 1. */
  readonly strength?: number | undefined;
  /** White where the picture is made anew. */
  readonly mask?: Picture | undefined;
  /** Pictures that what is drawn is held to, by control networks of the model. */
  readonly controls?: readonly ControlWish[];
}

export interface ControlWish {
  readonly kind: ControlKind;
  readonly picture: Picture;
  /** How much it counts, 1 unless said. */
  readonly scale?: number | undefined;
}

export interface Settled {
  readonly steps: number;
  readonly guidance: number;
  readonly strength: number;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly config: SchedulerConfig;
}

/** Latents of a side, where neither configuration nor graph says it. */
const USUAL_SIDE = { sd: 64, lcm: 64, sdxl: 128 } as const;
const USUAL_GUIDANCE = { sd: 7.5, lcm: 8.5, sdxl: 5 } as const;
const USUAL_STRENGTH = 0.8;
const USUAL_BLOCKS = 4;
/** Solvers of second order come as far in fewer steps. */
const USUAL_STEPS: Readonly<Record<SchedulerName, number>> = {
  ...{ ddim: 30, euler: 30, 'euler-ancestral': 30 },
  ...{ 'dpm-solver-2m': 20, unipc: 20, lcm: 4 },
};
/** Of models that were taught to need few (Sauer et al. 2023): more of them show no more. */
const DISTILLED_STEPS = 4;
const { most: MOST_STEPS } = DRAWING_LIMITS.steps;
const { most: MOST_GUIDANCE } = DRAWING_LIMITS.guidance;
const { most: MOST_SCALE } = DRAWING_LIMITS.controlScale;
const MOST_PICTURES = 16;

/** @throws AppError INPUT_INVALID, OUT_OF_MEMORY, or MODEL_UNUSABLE where the scheduler can't be had */
export function settle(model: Diffusion, wish: DrawWish, free: number): Settled {
  const { index, name, schedulerText } = model;
  const config = readSchedulerConfig({ text: schedulerText, model: name, chosen: wish.scheduler });
  const isDistilled = isTurbo(config, index.family);
  const usualSteps = isDistilled ? DISTILLED_STEPS : USUAL_STEPS[config.name];
  const usualGuidance = isDistilled ? 1 : USUAL_GUIDANCE[index.family];
  const settled = {
    steps: wish.steps ?? index.steps ?? usualSteps,
    guidance: wish.guidance ?? index.guidance ?? usualGuidance,
    strength: model.kind === 'instructed' || !wish.picture ? 1 : (wish.strength ?? USUAL_STRENGTH),
    count: wish.count ?? 1,
    ...sizeOf(model, wish),
    config,
  };
  const fault = numberFault(settled) ?? scaleFault(wish) ?? sizeFault(model, settled);
  if (fault !== undefined) {
    throw AppError.of('INPUT_INVALID', { task: wish.task, why: fault });
  }
  refuseWhatNeedsMore(model, { wish, settled, free });
  return settled;
}

/** SD-Turbo and SDXL-Turbo: nothing else comes with this scheduler and these timesteps. */
function isTurbo(config: SchedulerConfig, family: string): boolean {
  const isTheirs = config.name === 'euler-ancestral' && config.spacing === 'trailing';
  return family !== 'lcm' && isTheirs;
}

/** The size that is wished, else about that of the picture, else the one that the model was taught with. */
function sizeOf(model: Diffusion, { width, height, controls, ...wish }: DrawWish) {
  const picture = wish.picture ?? controls?.[0]?.picture;
  const own = ownSize(model);
  const step = multipleOf(model);
  if (picture === undefined || fixedSize(model) !== undefined) {
    return { width: width ?? own.width, height: height ?? own.height };
  }
  const scale = Math.sqrt((own.width * own.height) / (picture.width * picture.height));
  const near = (side: number) => Math.max(step, Math.round((side * scale) / step) * step);
  return { width: width ?? near(picture.width), height: height ?? near(picture.height) };
}

/** Pixels by which sides grow: each level of the network halves the latents. */
export function multipleOf({ unet, autoencoder }: Diffusion): number {
  return autoencoder.scale * 2 ** ((unet.config.block_out_channels?.length ?? USUAL_BLOCKS) - 1);
}

function ownSize(model: Diffusion) {
  const { unet, autoencoder, index } = model;
  const said = unet.config.sample_size ?? USUAL_SIDE[index.family];
  const [height, width] = typeof said === 'number' ? [said, said] : said;
  const latents = { width: width * autoencoder.scale, height: height * autoencoder.scale };
  return fixedSize(model) ?? latents;
}

/** Of an export that draws one size alone. */
function fixedSize({ unet, autoencoder: { scale } }: Diffusion) {
  const [, , height, width] = portOf(unet, 'sample')?.shape ?? [];
  return typeof height === 'number' && typeof width === 'number'
    ? { width: width * scale, height: height * scale }
    : undefined;
}

function numberFault({ steps, guidance, strength, count }: Settled): ErrorDetail | undefined {
  if (!Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS) {
    return detail('odd-steps', { steps, most: MOST_STEPS });
  }
  if (!(guidance >= 0 && guidance <= MOST_GUIDANCE)) {
    return detail('odd-guidance', { guidance, most: MOST_GUIDANCE });
  }
  if (!(strength > 0 && strength <= 1)) {
    return detail('odd-strength', { strength });
  }
  return Number.isInteger(count) && count >= 1 && count <= MOST_PICTURES
    ? undefined
    : detail('too-many-pictures', { count, most: MOST_PICTURES });
}

function scaleFault({ controls = [] }: DrawWish): ErrorDetail | undefined {
  const odd = controls.find(({ scale = 1 }) => !(scale >= 0 && scale <= MOST_SCALE));
  return odd && detail('odd-scale', { scale: odd.scale ?? '', most: MOST_SCALE });
}

function sizeFault(model: Diffusion, { width, height }: Settled): ErrorDetail | undefined {
  const fixed = fixedSize(model);
  if (fixed !== undefined && (fixed.width !== width || fixed.height !== height)) {
    return detail('fixed-size', { ...fixed, askedWidth: width, askedHeight: height });
  }
  const step = multipleOf(model);
  const odd = [width, height].find((side) => !Number.isInteger(side / step) || side < step);
  return fixed === undefined && odd !== undefined
    ? detail('odd-side', { step, side: odd })
    : undefined;
}

interface Need {
  readonly wish: DrawWish;
  readonly settled: Settled;
  readonly free: number;
}

/** Weights are in memory by now. */
function refuseWhatNeedsMore(
  { name, device, unet, autoencoder: { scale } }: Diffusion,
  { wish: { task }, settled: { width, height }, free }: Need,
): void {
  const bytes = stepBytes(unet, { width: width / scale, height: height / scale });
  if (bytes > free) {
    const step = { width, height, needed: formatBytes(bytes), free: formatBytes(free) };
    const why = detail('step-memory', step);
    const dtype = 'activations in 32 bits';
    throw AppError.of('OUT_OF_MEMORY', { model: name, task, device, dtype, why });
  }
}

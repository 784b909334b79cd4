// Pipelines opened and asked in this process, without the runner between.

import { denoiserOf } from '../../../../electron/runner/diffusion/denoiser.ts';
import {
  type Diffusion,
  diffusionLoader,
  type UnetPart,
} from '../../../../electron/runner/diffusion/diffusion.ts';
import { givenOf } from '../../../../electron/runner/diffusion/given-picture.ts';
import { predict } from '../../../../electron/runner/diffusion/guidance.ts';
import { type DrawWish, settle } from '../../../../electron/runner/diffusion/wish.ts';
import { createModels } from '../../../../electron/runner/models.ts';
import { diffusionFolder, type PipelineWish } from '../../../fakes/diffusion-folders.ts';

const models = createModels();

export async function openFolder(folder: string, part: UnetPart = 'unet'): Promise<Diffusion> {
  const spec = { folder, device: 'cpu', dtype: 'fp32', threads: 1 } as const;
  const { ways } = await models.load(spec, diffusionLoader);
  return ways.open(part);
}

export function openPipeline(wish: PipelineWish = {}): Promise<Diffusion> {
  return openFolder(diffusionFolder(wish));
}

export function openControlled(wish: PipelineWish = {}): Promise<Diffusion> {
  return openFolder(diffusionFolder(wish), 'cnet');
}

export const WISH = { task: 'text-to-image', prompt: 'red', seed: 1 } as const;

export interface Question extends Partial<DrawWish> {
  readonly sample?: number;
  readonly timestep?: number;
  readonly isBatched?: boolean;
}

/** What the network answers where every number of the noise is the same: the first one of each channel. */
export async function answerOf(
  model: Diffusion,
  { sample = 0, timestep = 0, isBatched, ...rest }: Question = {},
): Promise<readonly number[]> {
  const wish = { guidance: 1, ...WISH, ...rest };
  const settled = settle(model, wish, Number.POSITIVE_INFINITY);
  const given = await givenOf(model, wish, settled);
  const { denoiser } = await denoiserOf(model, { wish, settled, given }, isBatched);
  const { scale, channels } = model.autoencoder;
  const [height, width] = [settled.height / scale, settled.width / scale];
  const data = new Float32Array(channels * height * width).fill(sample);
  const latents = { data, shape: [1, channels, height, width] };
  const answer = await predict(denoiser, latents, timestep);
  return Array.from(
    { length: channels },
    (_, at) => answer.data[at * height * width] ?? Number.NaN,
  );
}

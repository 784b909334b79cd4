// What drawing takes in memory beside the weights: rough sums of what the widest layers hold at once, so that
// a size is refused, or decoded in tiles, before it ends the process. Pure.

import type { Autoencoder } from './autoencoder.ts';
import type { Network } from './networks.ts';

const FLOAT_BYTES = 4;
/** Feature maps of the widest layer that are there at the same time. */
const MAPS = 4;
/** Scores of an attention before and after softmax. */
const SCORES = 2;
const USUAL_HEADS = 8;
const USUAL_UNET_WIDTH = 320;
const USUAL_DECODER_WIDTH = 128;

/** Latents of a side. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

/** One step for one picture. Where layers have attention, every place looks at every other. */
export function stepBytes({ config }: Network, { width, height }: Area): number {
  const { block_out_channels: blocks, down_block_types: types, attention_head_dim: heads } = config;
  const latents = width * height;
  const first = types?.findIndex((type) => type.includes('CrossAttn')) ?? 0;
  const places = first < 0 ? 0 : latents / 4 ** first;
  const count = typeof heads === 'number' ? heads : (heads?.[Math.max(0, first)] ?? USUAL_HEADS);
  const maps = latents * (blocks?.[0] ?? USUAL_UNET_WIDTH) * MAPS;
  return (maps + places ** 2 * count * SCORES) * FLOAT_BYTES;
}

/** The decoder has one attention, of one head, over all latents. */
export function decodingBytes({ decoder, scale }: Autoencoder, { width, height }: Area): number {
  const width0 = decoder.config.block_out_channels?.[0] ?? USUAL_DECODER_WIDTH;
  const latents = width * height;
  return (latents * scale ** 2 * width0 * MAPS + latents ** 2 * SCORES) * FLOAT_BYTES;
}

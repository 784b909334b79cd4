// Between pixels and latents (Rombach et al. 2022): the decoder at the end of a picture, whole or in tiles
// where memory is tight, and the encoder where one is given. Latents are scaled to a deviation of about 1.

import { blankPicture, type cutTile, layInto, spansOf } from '../../experts/onnx/tiles.ts';
import type { Picture } from '../../experts/pictures.ts';
import type { Values } from '../graphs.ts';
import type { Network } from './networks.ts';
import type { Latents } from './schedulers/scheduler.ts';

/** Stable Diffusion's; exports of long ago don't say it. */
const USUAL_SCALING = 0.18215;
const USUAL_XL_SCALING = 0.13025;
const USUAL_BLOCKS = 4;
/** Latents of a side that are decoded at once where memory is tight. */
export const TILE_SIDE = 64;

export interface Autoencoder {
  readonly decoder: Network;
  readonly encoder: Network | undefined;
  readonly scaling: number;
  /** Pixels of a latent's side. */
  readonly scale: number;
  /** Of a latent. */
  readonly channels: number;
}

interface AutoencoderParts {
  readonly decoder: Network;
  readonly encoder: Network | undefined;
  readonly isXl: boolean;
}

export function autoencoderOf({ decoder, encoder, isXl }: AutoencoderParts): Autoencoder {
  const { block_out_channels: blocks, latent_channels, scaling_factor } = decoder.config;
  const declared = decoder.graph.inputs[0]?.shape[1];
  const usual = isXl ? USUAL_XL_SCALING : USUAL_SCALING;
  return {
    ...{ decoder, encoder },
    scaling: scaling_factor ?? encoder?.config.scaling_factor ?? usual,
    scale: 2 ** ((blocks?.length ?? USUAL_BLOCKS) - 1),
    channels: typeof declared === 'number' ? declared : (latent_channels ?? 4),
  };
}

/** @throws Error where the decoder gave no numbers */
export async function decode(autoencoder: Autoencoder, latents: Latents): Promise<Picture> {
  const { graph } = autoencoder.decoder;
  const data = latents.data.map((value) => value / autoencoder.scaling);
  const input = graph.inputs[0]?.name ?? '';
  const made = await graph.run({ [input]: { data, shape: latents.shape } });
  return toPicture(made[graph.outputs[0]?.name ?? '']);
}

/** Each tile knows nothing of what lies far from it, so colours may differ a little from the whole's. */
export async function decodeInTiles(
  autoencoder: Autoencoder,
  latents: Latents,
  signal: AbortSignal,
): Promise<Picture> {
  const { scale } = autoencoder;
  const [, , height = 0, width = 0] = latents.shape;
  const picture = blankPicture(width * scale, height * scale);
  for (const row of spansOf(height, TILE_SIDE)) {
    const band = blankPicture(picture.width, (row.end - row.start) * scale);
    for (const column of spansOf(width, TILE_SIDE)) {
      signal.throwIfAborted();
      const tile = await decode(autoencoder, cutLatents(latents, column, row));
      layInto(band, tile, { offset: column.start * scale, along: 'x', scale });
    }
    layInto(picture, band, { offset: row.start * scale, along: 'y', scale });
  }
  return picture;
}

type Span = Parameters<typeof cutTile>[1];

function cutLatents({ data, shape }: Latents, across: Span, down: Span): Latents {
  const [batch = 1, channels = 0, height = 0, width = 0] = shape;
  const size = { width: across.end - across.start, height: down.end - down.start };
  const cut = new Float32Array(batch * channels * size.width * size.height);
  let at = 0;
  for (let channel = 0; channel < batch * channels; channel += 1) {
    for (let y = down.start; y < down.end; y += 1) {
      const from = (channel * height + y) * width + across.start;
      cut.set(data.subarray(from, from + size.width), at);
      at += size.width;
    }
  }
  return { data: cut, shape: [batch, channels, size.height, size.width] };
}

/**
 * What the encoder sees in a picture: the middle of the distribution that it tells, not a draw of it. Unscaled,
 * as models for instructions take it.
 */
export async function encode(autoencoder: Autoencoder, picture: Picture): Promise<Latents> {
  const { encoder, channels } = autoencoder;
  if (encoder === undefined) {
    throw new Error('the model has no vae_encoder'); // it is not given such tasks
  }
  const { graph } = encoder;
  const { width, height } = picture;
  const feed = { data: toPlanes(picture), shape: [1, 3, height, width] };
  const made = await graph.run({ [graph.inputs[0]?.name ?? '']: feed });
  const { data, shape } = made[graph.outputs[0]?.name ?? ''] ?? feed;
  const [, , rows = 0, columns = 0] = shape;
  // Newer exports give means and logarithms of variances, older ones a draw that is made in the graph.
  return {
    data: data.slice(0, channels * rows * columns),
    shape: [1, channels, rows, columns],
  };
}

export function scaled({ data, shape }: Latents, by: number): Latents {
  return { data: data.map((value) => value * by), shape };
}

/** Bytes 0 to 255, pixel by pixel → planes from −1 to 1. */
function toPlanes({ pixels, width, height, channels }: Picture): Float32Array<ArrayBuffer> {
  const size = width * height;
  return Float32Array.from({ length: 3 * size }, (_, at) => {
    const value = pixels[(at % size) * channels + Math.floor(at / size)] ?? 0;
    return value / 127.5 - 1;
  });
}

function toPicture(values: Values | undefined): Picture {
  const [, channels, height = 0, width = 0] = values?.shape ?? [];
  if (values === undefined || channels !== 3) {
    throw new Error(`the vae_decoder gave ${channels ?? 'no'} channels in place of 3`);
  }
  const size = width * height;
  const pixels = new Uint8Array(3 * size);
  for (let at = 0; at < 3 * size; at += 1) {
    const value = values.data[(at % 3) * size + Math.floor(at / 3)] ?? 0;
    if (Number.isNaN(value)) {
      throw new Error('the vae_decoder gave no numbers (NaN); another number format may do');
    }
    pixels[at] = Math.round(Math.min(1, Math.max(0, value / 2 + 0.5)) * 255);
  }
  return { width, height, channels: 3, pixels };
}

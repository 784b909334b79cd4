// What a given picture is to the drawing: where it begins (Meng et al. 2022), what the network sees beside the
// noise, and what outside of a mask stays as it was.

import { AppError, detail } from '../../../shared/errors.ts';
import { openPixels, type Picture, toPicture } from '../../experts/pictures.ts';
import { type Autoencoder, encode, scaled } from './autoencoder.ts';
import type { Diffusion } from './diffusion.ts';
import type { Latents } from './schedulers/scheduler.ts';
import type { DrawWish, Settled } from './wish.ts';

export interface Given {
  /** What the drawing begins from, in place of noise alone. */
  readonly original?: Latents;
  /** Further channels that the network takes. */
  readonly beside?: Latents;
  /** For each latent, from 0 where it stays as it was to 1 where it is made anew. */
  readonly anew?: Latents;
}

type Size = Pick<Settled, 'width' | 'height'>;

/** @throws AppError INPUT_INVALID where the model has to have a picture, MODEL_UNUSABLE where it can't see one */
export async function givenOf(model: Diffusion, wish: DrawWish, size: Size): Promise<Given> {
  const { kind, name, autoencoder } = model;
  const { picture, mask, task } = wish;
  if (picture !== undefined && autoencoder.encoder === undefined) {
    const why = detail('no-encoder');
    throw AppError.of('MODEL_UNUSABLE', { model: name, why });
  }
  const anew = mask && (await maskLatents(autoencoder, mask, size));
  const fitted = picture && (await resized(picture, size));
  switch (kind) {
    case 'plain': {
      const original = fitted && scaled(await encode(autoencoder, fitted), autoencoder.scaling);
      return { ...(original && { original }), ...(original && anew && { anew }) };
    }
    case 'instructed': {
      if (fitted === undefined) {
        throw AppError.of('INPUT_INVALID', { task, why: detail('only-changes', { model: name }) });
      }
      return { beside: await encode(autoencoder, fitted) };
    }
    case 'inpainting':
      return seenThroughMask(autoencoder, { fitted, mask, anew, size });
  }
}

/** The sample, with what is outside of the mask put back as noisy as the rest. */
export function keptOutside(
  { original, anew }: Given,
  sample: Latents,
  noisy: (original: Latents) => Latents,
): Latents {
  if (original === undefined || anew === undefined) {
    return sample;
  }
  const before = noisy(original);
  const data = sample.data.map((value, at) => {
    const share = anew.data[at % anew.data.length] ?? 1;
    return share * value + (1 - share) * (before.data[at] ?? 0);
  });
  return { data, shape: sample.shape };
}

interface Masked {
  readonly fitted: Picture | undefined;
  readonly mask: Picture | undefined;
  readonly anew: Latents | undefined;
  readonly size: Size;
}

/** Without a mask all is made anew, and without a picture there is nothing around it but grey. */
async function seenThroughMask(
  autoencoder: Autoencoder,
  { fitted, mask, anew, size }: Masked,
): Promise<Given> {
  const { scale, scaling } = autoencoder;
  const area = [size.height / scale, size.width / scale] as const;
  const all = { data: new Float32Array(area[0] * area[1]).fill(1), shape: [1, 1, ...area] };
  const around = await encode(autoencoder, await greyed(fitted, mask, size));
  const inside = anew ?? all;
  const beside = new Float32Array(inside.data.length + around.data.length);
  beside.set(inside.data);
  beside.set(scaled(around, scaling).data, inside.data.length);
  const channels = 1 + (around.shape[1] ?? 0);
  return {
    ...(fitted && { original: scaled(await encode(autoencoder, fitted), scaling) }),
    beside: { data: beside, shape: [1, channels, ...area] },
  };
}

/** Grey wherever the picture is made anew. */
async function greyed(
  picture: Picture | undefined,
  mask: Picture | undefined,
  size: Size,
): Promise<Picture> {
  const pixels = new Uint8Array(3 * size.width * size.height).fill(128);
  if (picture !== undefined && mask !== undefined) {
    const white = await greyOf(mask, size);
    for (let at = 0; at < pixels.length; at += 1) {
      const isKept = (white.pixels[Math.floor(at / 3)] ?? 0) < 128;
      pixels[at] = isKept ? (picture.pixels[at] ?? 0) : 128;
    }
  }
  return { ...size, channels: 3, pixels };
}

/** A latent is made anew where any pixel of it is. */
async function maskLatents({ scale }: Autoencoder, mask: Picture, size: Size): Promise<Latents> {
  const { pixels, width } = await greyOf(mask, size);
  const [rows, columns] = [size.height / scale, size.width / scale];
  const data = new Float32Array(rows * columns);
  for (const [at, white] of pixels.entries()) {
    const [row, column] = [Math.floor(at / width / scale), Math.floor((at % width) / scale)];
    const place = row * columns + column;
    data[place] = Math.max(data[place] ?? 0, white >= 128 ? 1 : 0);
  }
  return { data, shape: [1, 1, rows, columns] };
}

/** With three channels, in another size whatever its proportions. */
export async function resized(picture: Picture, { width, height }: Size): Promise<Picture> {
  if (picture.width === width && picture.height === height && picture.channels === 3) {
    return picture;
  }
  const pixels = await openPixels(picture);
  return toPicture(pixels.resize({ width, height, fit: 'fill' }).removeAlpha(), 3);
}

async function greyOf(mask: Picture, { width, height }: Size): Promise<Picture> {
  const pixels = await openPixels(mask);
  return toPicture(pixels.resize({ width, height, fit: 'fill' }).toColourspace('b-w'), 1);
}

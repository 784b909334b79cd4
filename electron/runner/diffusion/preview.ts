// A picture in the making, seen without its decoder: colours as a linear function of latents, a pixel each.
// The function is learnt from the model's own decoder, once, by least squares over even patches that it draws.

import type { Picture } from '../../experts/pictures.ts';
import { type Autoencoder, decode } from './autoencoder.ts';
import { createNoise } from './noise.ts';
import type { Latents } from './schedulers/scheduler.ts';

/** For each channel of a latent and for 1, last: by how much it adds to red, green and blue, of 255. */
export type Colouring = readonly (readonly number[])[];

/** Patches of a side, and latents of a patch's side. */
const PATCHES = 4;
const PATCH = 4;

/** Undefined where the decoder takes one size alone: it would cost as much as a picture. */
export async function learnColouring(autoencoder: Autoencoder): Promise<Colouring | undefined> {
  const { decoder, channels, scale } = autoencoder;
  const [, , ...area] = decoder.graph.inputs[0]?.shape ?? [];
  if (area.some((size) => typeof size === 'number')) {
    return undefined;
  }
  const values = createNoise(0)(0, PATCHES ** 2 * channels);
  const side = PATCHES * PATCH;
  const data = Float32Array.from({ length: channels * side * side }, (_, at) => {
    const [channel, y, x] = [Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side];
    const patch = Math.floor(y / PATCH) * PATCHES + Math.floor(x / PATCH);
    return values[patch * channels + channel] ?? 0;
  });
  const picture = await decode(autoencoder, { data, shape: [1, channels, side, side] });
  const rows = Array.from({ length: PATCHES ** 2 }, (_, patch) => [
    ...values.subarray(patch * channels, (patch + 1) * channels),
    1,
  ]);
  const colours = rows.map((_, patch) => middleOf(picture, patch, scale));
  return leastSquares(rows, colours);
}

/** The mean colour of a patch's middle, where its neighbours reach least. */
function middleOf({ width, pixels }: Picture, patch: number, scale: number): readonly number[] {
  const size = PATCH * scale;
  const [left, top] = [(patch % PATCHES) * size, Math.floor(patch / PATCHES) * size];
  const [from, to] = [Math.floor(size / 4), Math.ceil((size * 3) / 4)];
  const sums = [0, 0, 0];
  for (let y = top + from; y < top + to; y += 1) {
    for (let x = left + from; x < left + to; x += 1) {
      for (const channel of [0, 1, 2]) {
        sums[channel] = (sums[channel] ?? 0) + (pixels[(y * width + x) * 3 + channel] ?? 0);
      }
    }
  }
  return sums.map((sum) => sum / (to - from) ** 2);
}

/** The normal equations, with a little added to their diagonal so that they have a solution. */
function leastSquares(
  rows: readonly (readonly number[])[],
  colours: readonly (readonly number[])[],
): Colouring {
  const size = rows[0]?.length ?? 0;
  const sumOf = (value: (row: readonly number[], at: number) => number) =>
    rows.reduce((sum, row, at) => sum + value(row, at), 0);
  const system = Array.from({ length: size }, (_, i) => [
    ...Array.from(
      { length: size },
      (_, j) => sumOf((row) => (row[i] ?? 0) * (row[j] ?? 0)) + (i === j ? 1e-3 : 0),
    ),
    ...[0, 1, 2].map((c) => sumOf((row, at) => (row[i] ?? 0) * (colours[at]?.[c] ?? 0))),
  ]);
  return solved(system).map((row) => row.slice(size));
}

/** Gauss and Jordan; the matrix is positive definite, so no row needs to change its place. */
function solved(system: number[][]): readonly (readonly number[])[] {
  for (const [i, row] of system.entries()) {
    const pivot = row[i] ?? 1;
    system[i] = row.map((value) => value / pivot);
    for (const [j, other] of system.entries()) {
      const factor = j === i ? 0 : (other[i] ?? 0);
      system[j] = (system[j] ?? []).map((value, k) => value - factor * (system[i]?.[k] ?? 0));
    }
  }
  return system;
}

export function previewOf({ data, shape }: Latents, colouring: Colouring): Picture {
  const [, channels = 0, height = 0, width = 0] = shape;
  const size = width * height;
  const pixels = Uint8Array.from({ length: 3 * size }, (_, at) => {
    const [pixel, colour] = [Math.floor(at / 3), at % 3];
    let value = colouring[channels]?.[colour] ?? 0;
    for (let channel = 0; channel < channels; channel += 1) {
      value += (data[channel * size + pixel] ?? 0) * (colouring[channel]?.[colour] ?? 0);
    }
    return Math.min(255, Math.max(0, Math.round(value)));
  });
  return { width, height, channels: 3, pixels };
}

// What the tests of experts that answer with a picture share: grey levels of what was made and of what
// was drawn, and how well two regions agree.

import sharp from 'sharp';
import { drawSvg } from '../builtin/picture-tasks.ts';

export interface Levels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** As stored: sharp would make three channels of a grey picture. */
export async function levelsOf(bytes: Uint8Array = new Uint8Array(0)): Promise<Levels> {
  const picture = sharp(bytes);
  const { channels } = await picture.metadata();
  const { data, info } = await (channels === 1 ? picture.toColourspace('b-w') : picture)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
}

/** One channel of each pixel. */
export function channelOf({ data, channels }: Levels, channel: number): readonly number[] {
  return [...data].filter((_, at) => at % channels === channel);
}

/** Where a drawing in white lies on black: 0 to 255 for each pixel. */
export async function drawnMask(width: number, height: number, shapes: string): Promise<Levels> {
  const content = `<rect width="100%" height="100%"/><g fill="white">${shapes}</g>`;
  return levelsOf(
    await drawSvg(width, height, content).removeAlpha().toColourspace('b-w').png().toBuffer(),
  );
}

/** Pixels in both ÷ pixels in either, by half of white. */
export function overlapOf(one: readonly number[], other: readonly number[]): number {
  let both = 0;
  let either = 0;
  for (const [at, level] of one.entries()) {
    const inOther = (other[at] ?? 0) >= 128;
    both += Number(level >= 128 && inOther);
    either += Number(level >= 128 || inOther);
  }
  return both / either;
}

export function meanOf(levels: readonly number[]): number {
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

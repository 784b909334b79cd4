// Working on a picture in overlapping tiles, for models whose memory grows with it, and joining what
// came of them: each tile fades in over the overlap with the one before, so that no seam shows. Pure.

import type { Picture } from '../pictures.ts';

/** From start to before end, in pixels. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Pixels of a side. Starts are multiples of 8, on which the windows of Swin models lie. */
export const TILE = 256;
export const OVERLAP = 32;
/** At a tile's own edge, where the model saw nothing beyond, its pixels are not used. */
const MARGIN = 8;
const FADE = OVERLAP - 2 * MARGIN;

/** Stretches of at most {@link TILE} pixels that cover the length and overlap by {@link OVERLAP}. */
export function spansOf(length: number, tile = TILE): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  while (start + tile < length) {
    spans.push({ start, end: start + tile });
    start += tile - OVERLAP;
  }
  return [...spans, { start, end: length }];
}

/** A picture without content of its own yet. */
export function blankPicture(width: number, height: number): Picture {
  return { width, height, channels: 3, pixels: new Uint8Array(width * height * 3) };
}

export function cutTile({ width, channels, pixels }: Picture, across: Span, down: Span): Picture {
  const size = { width: across.end - across.start, height: down.end - down.start };
  const tile = new Uint8Array(size.width * size.height * channels);
  for (let row = 0; row < size.height; row += 1) {
    const from = ((down.start + row) * width + across.start) * channels;
    tile.set(pixels.subarray(from, from + size.width * channels), row * size.width * channels);
  }
  return { ...size, channels, pixels: tile };
}

export interface Place {
  /** How far to the right, or down, the piece lies in the picture. */
  readonly offset: number;
  readonly along: 'x' | 'y';
  /** By which the model enlarged margin and fade. */
  readonly scale: number;
}

/** Lays a piece into the picture, fading in from its left or upper edge unless that is the picture's. */
export function layInto(picture: Picture, piece: Picture, { offset, along, scale }: Place): void {
  const [left, top] = along === 'x' ? [offset, 0] : [0, offset];
  for (let y = 0; y < piece.height; y += 1) {
    for (let x = 0; x < piece.width; x += 1) {
      const weight = offset === 0 ? 1 : weightAt((along === 'x' ? x : y) / scale);
      const to = ((y + top) * picture.width + x + left) * 3;
      const from = (y * piece.width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const before = picture.pixels[to + channel] ?? 0;
        const after = piece.pixels[from + channel] ?? 0;
        picture.pixels[to + channel] = Math.round(before + (after - before) * weight);
      }
    }
  }
}

/** By the distance from the edge in pixels of the source: 0 in the margin, then rising to 1. */
function weightAt(distance: number): number {
  return Math.min(1, Math.max(0, (distance - MARGIN) / FADE));
}

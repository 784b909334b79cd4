// Regions of a picture: their masks as files, and the picture with them laid over in colours far apart
// and a thin outline, so that one sees what was found where.

import { RawImage } from '../../runner/inference.ts';
import type { MadeMask } from '../expert.ts';
import { encodePng, type Picture } from '../pictures.ts';

export interface Region {
  readonly label: string;
  readonly score?: number;
  /** Grey, of the picture's size, white where the region is. */
  readonly mask: Picture;
  /** Of the picture, from 0 to 1. */
  readonly share: number;
}

type Colour = readonly [number, number, number];

/** How much of the colour covers the picture; the rest shines through. */
const STRENGTH = 0.45;
/** Turning the hue by the golden angle keeps any number of colours apart. */
const GOLDEN_ANGLE = 137.508;
/** A pixel belongs to a region from this level on. */
export const INSIDE = 128;

export function coveredShare({ pixels }: Picture): number {
  return pixels.reduce((count, level) => count + Number(level >= INSIDE), 0) / pixels.length;
}

export async function maskFile({ label, score, mask }: Region, index: number): Promise<MadeMask> {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = `${['mask', index + 1, ...words].join('-').slice(0, 60)}.png`;
  const file = { name, bytes: await encodePng(mask) };
  return score === undefined ? { label, file } : { label, score, file };
}

/** The picture, red-green-blue, with the regions over it in their order. */
export function withRegions(image: RawImage, regions: readonly Region[]): RawImage {
  const { width, height } = image;
  const pixels = new Uint8ClampedArray(image.data);
  const thickness = Math.max(1, Math.round(Math.min(width, height) / 300));
  for (const [index, { mask }] of regions.entries()) {
    const colour = colourOf(index);
    for (let at = 0; at < width * height; at += 1) {
      if (isInside(mask, at)) {
        mix(pixels, at, { colour, strength: isAtEdge(mask, at, thickness) ? 1 : STRENGTH });
      }
    }
  }
  return new RawImage(pixels, width, height, 3);
}

function isInside(mask: Picture, at: number): boolean {
  return (mask.pixels[at] ?? 0) >= INSIDE;
}

/** Whether another region begins so many pixels away; the picture's own border is no edge. */
function isAtEdge(mask: Picture, at: number, thickness: number): boolean {
  const { width, height } = mask;
  const x = at % width;
  const y = (at - x) / width;
  return (
    (x >= thickness && !isInside(mask, at - thickness)) ||
    (x < width - thickness && !isInside(mask, at + thickness)) ||
    (y >= thickness && !isInside(mask, at - thickness * width)) ||
    (y < height - thickness && !isInside(mask, at + thickness * width))
  );
}

function mix(
  pixels: Uint8ClampedArray,
  at: number,
  { colour, strength }: { readonly colour: Colour; readonly strength: number },
): void {
  for (const [channel, level] of colour.entries()) {
    const place = at * 3 + channel;
    pixels[place] = (pixels[place] ?? 0) * (1 - strength) + level * strength;
  }
}

/** Red first; bright, so that the outline stands out from most pictures. */
export function colourOf(index: number): Colour {
  const hue = index * GOLDEN_ANGLE;
  return [channelAt(hue), channelAt(hue - 120), channelAt(hue + 120)];
}

/** One channel of a fully saturated hue: up over 60 degrees, level for 120, down over 60. */
function channelAt(degrees: number): number {
  const fromPeak = Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);
  return 255 * Math.min(1, Math.max(0, 2 - fromPeak / 60));
}

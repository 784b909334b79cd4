// Regions laid over their picture in colours far apart and with a thin outline, so that one sees what was
// found where.

import { RawImage } from '../../runner/inference.ts';
import { type Colour, regionColour } from '../picture-colours.ts';
import type { Picture } from '../pictures.ts';
import { INSIDE, type Region, STRENGTH } from '../regions.ts';

export function coveredShare({ pixels }: Picture): number {
  return pixels.reduce((count, level) => count + Number(level >= INSIDE), 0) / pixels.length;
}

/** The picture, red-green-blue, with the regions over it in their order. */
export function withRegions(image: RawImage, regions: readonly Region[]): RawImage {
  const { width, height } = image;
  const pixels = new Uint8ClampedArray(image.data);
  const thickness = Math.max(1, Math.round(Math.min(width, height) / 300));
  for (const [index, { mask }] of regions.entries()) {
    const colour = regionColour(index);
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

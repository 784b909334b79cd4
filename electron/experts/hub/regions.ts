// Regions of a picture as providers send them: their masks in the picture's size, and the picture with them
// laid over in colours far apart. sharp does it all, in threads of its own.

import { regionColour } from '../picture-colours.ts';
import { numberedLabels, tagText } from '../picture-marks.ts';
import { openPixels, type Picture, resizeTo, toPicture } from '../pictures.ts';
import { INSIDE, type Region, SMALLEST_NAMED, STRENGTH } from '../regions.ts';
import { cssOf, type Point, type Size, svgOf, tagSvg } from './tags.ts';

/** Pixels of the longer side at which a place for the name is looked for. */
const COARSE = 128;

/** @throws Error where the bytes are no picture */
export async function maskOf(bytes: Uint8Array, { width, height }: Size): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const grey = sharp(bytes).flatten({ background: 'black' }).toColourspace('b-w');
  const whole = grey.resize({ width, height, fit: 'fill' });
  // Thresholds come after resizing in sharp's own order.
  return toPicture(whole.threshold(INSIDE), 1);
}

/** @param mask black and white */
export async function coveredShare(mask: Picture): Promise<number> {
  const { channels } = await (await openPixels(mask)).stats();
  return (channels[0]?.mean ?? 0) / 255;
}

export interface DrawnRegions {
  readonly png: Uint8Array;
  /** Labels with letters that can't be drawn; their place in the list stands for them. */
  readonly numbered: readonly string[];
}

/** The picture with the regions over it, in their order, and their names over all. */
export async function withRegions(
  picture: Picture,
  regions: readonly Region[],
): Promise<DrawnRegions> {
  const { width, height } = picture;
  const { default: sharp } = await import('sharp');
  const layers = [];
  for (const [index, { mask }] of regions.entries()) {
    const dimmed = (await openPixels(mask)).linear(STRENGTH, 0).toColourspace('b-w');
    const background = cssOf(regionColour(index));
    const plain = sharp({ create: { width, height, channels: 3, background } });
    layers.push({
      input: await plain
        .joinChannel(await dimmed.png().toBuffer())
        .png()
        .toBuffer(),
    });
  }
  const named = [...regions.entries()].filter(([, { share }]) => share >= SMALLEST_NAMED);
  const tags = await Promise.all(named.map(([index, region]) => tagOf(region, index)));
  const pixels = await openPixels(picture);
  layers.push({ input: svgOf(picture, tags) });
  const png = await pixels.composite(layers).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
  const numbered = numberedLabels(named.map(([, region]) => region));
  return { png: new Uint8Array(png), numbered };
}

async function tagOf({ label, mask }: Region, index: number): Promise<string> {
  const middle = await roomiestPlace(mask);
  const place = ({ width, height }: Size) => ({
    x: middle.x - width / 2,
    y: middle.y - height / 2,
  });
  return tagSvg({ text: tagText({ label }, index), colour: regionColour(index), place }, mask);
}

/** The middle of the region's longest rows of pixels, coarsely. */
async function roomiestPlace(mask: Picture): Promise<Point> {
  const scale = Math.max(1, Math.max(mask.width, mask.height) / COARSE);
  const width = Math.max(1, Math.round(mask.width / scale));
  const height = Math.max(1, Math.round(mask.height / scale));
  const { pixels } = await resizeTo(mask, { width, height });
  const runs: { readonly at: number; readonly length: number }[] = [];
  let length = 0;
  for (const [at, level] of pixels.entries()) {
    length = level < INSIDE ? 0 : at % width === 0 ? 1 : length + 1;
    runs.push({ at, length });
  }
  const most = runs.reduce((best, run) => Math.max(best, run.length), 0);
  const longest = runs.filter((run) => run.length === most);
  const { at } = longest[Math.floor(longest.length / 2)] ?? { at: 0 };
  return { x: ((at % width) - most / 2) * scale, y: Math.floor(at / width) * scale };
}

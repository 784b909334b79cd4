// Regions of a picture as providers send them: their masks in the picture's size, and the picture with them
// laid over in colours far apart. sharp does it all, in threads of its own.

import { drawable } from '../onnx/stroke-font.ts';
import { openPixels, type Picture, resizeTo, toPicture } from '../pictures.ts';
import { type Colour, type Point, type Size, svgOf, tagSvg } from './tags.ts';

export interface Region {
  readonly label: string;
  readonly score?: number;
  /** Grey, of the picture's size, white where the region is. */
  readonly mask: Picture;
  /** Of the picture, from 0 to 1. */
  readonly share: number;
}

/** How much of the colour covers the picture; the rest shines through. */
const STRENGTH = 0.45;
/** Turning the hue by the golden angle keeps any number of colours apart. */
const GOLDEN_ANGLE = 137.508;
const INSIDE = 128;
/** Share of the picture from which a region is named in it. */
const SMALLEST = 0.01;
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
    const background = colourOf(index);
    const plain = sharp({ create: { width, height, channels: 3, background } });
    layers.push({
      input: await plain
        .joinChannel(await dimmed.png().toBuffer())
        .png()
        .toBuffer(),
    });
  }
  const named = [...regions.entries()].filter(([, { share }]) => share >= SMALLEST);
  const tags = await Promise.all(named.map(([index, region]) => tagOf(region, index)));
  const pixels = await openPixels(picture);
  layers.push({ input: svgOf(picture, tags) });
  const png = await pixels.composite(layers).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
  const labels = named.map(([, { label }]) => label);
  const numbered = labels.filter((label) => drawable(label) === undefined);
  return { png: new Uint8Array(png), numbered: [...new Set(numbered)] };
}

async function tagOf({ label, mask }: Region, index: number): Promise<string> {
  const middle = await roomiestPlace(mask);
  const place = ({ width, height }: Size) => ({
    x: middle.x - width / 2,
    y: middle.y - height / 2,
  });
  const text = drawable(label) ?? `#${index + 1}`;
  return tagSvg({ text, colour: colourOf(index), place }, mask);
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

/** Red first. */
function colourOf(index: number): Colour {
  const hue = index * GOLDEN_ANGLE;
  return { r: channelAt(hue), g: channelAt(hue - 120), b: channelAt(hue + 120) };
}

/** One channel of a fully saturated hue: up over 60 degrees, level for 120, down over 60. */
function channelAt(degrees: number): number {
  const fromPeak = Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);
  return Math.round(255 * Math.min(1, Math.max(0, 2 - fromPeak / 60)));
}

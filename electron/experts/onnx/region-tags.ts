// The names of regions, each written into its region where that is widest. Small regions go without;
// the masks and the text name them.

import type { RawImage } from '../../runner/inference.ts';
import type { Picture } from '../pictures.ts';
import { fillArea, strokeText } from './brush.ts';
import { colourOf, INSIDE, type Region } from './overlay.ts';
import { CAPITAL, drawable, strokesOf, TAIL } from './stroke-font.ts';

/** Share of the picture from which a region is named in it. */
const SMALLEST = 0.01;
/** Cells along the shorter side among which the widest place is looked for. */
const CELLS = 128;

/** Writes into the image. Gives back the labels that have no letters here; a number stands for them. */
export function writeTags(image: RawImage, regions: readonly Region[]): readonly string[] {
  const numbered = new Set<string>();
  for (const [index, { label, mask, share }] of regions.entries()) {
    if (share < SMALLEST) {
      continue;
    }
    const text = drawable(label);
    if (text === undefined) {
      numbered.add(label);
    }
    writeTag(image, text ?? `#${index + 1}`, { at: widestPlace(mask), colour: colourOf(index) });
  }
  return [...numbered];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Paint = readonly [number, number, number];

/** As large as the names of drawing.ts. Left out where it is wider than the picture. */
function writeTag(
  image: RawImage,
  text: string,
  { at, colour }: { readonly at: Point; readonly colour: Paint },
): void {
  const unit = Math.max(9, Math.min(image.width, image.height) / 55) / CAPITAL;
  const width = Math.ceil((strokesOf(text).width + 5) * unit);
  const height = Math.ceil((TAIL + 2.5) * unit);
  if (width > image.width || height > image.height) {
    return;
  }
  const x = within(at.x - width / 2, image.width - width);
  const y = within(at.y - height / 2, image.height - height);
  fillArea(image, { x, y, width, height }, { paint: colour, strength: 1 });
  // All colours of regions are bright enough for black letters but pure blue and its neighbours.
  const [red, green, blue] = colour;
  const bright = 0.299 * red + 0.587 * green + 0.114 * blue > 110;
  const paint: Paint = bright ? [0, 0, 0] : [255, 255, 255];
  strokeText(image, text, { x: x + 2.5 * unit, y: y + 2.25 * unit, unit, paint });
}

function within(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, value)));
}

/** The pixel farthest from what is not the region, in steps along rows and columns. */
function widestPlace(mask: Picture): Point {
  const step = Math.max(1, Math.floor(Math.min(mask.width, mask.height) / CELLS));
  const columns = Math.ceil(mask.width / step);
  const rows = Math.ceil(mask.height / step);
  const depths = new Uint32Array(columns * rows);
  const isIn = (column: number, row: number) =>
    (mask.pixels[row * step * mask.width + column * step] ?? 0) >= INSIDE;
  const depthAt = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows
      ? 0
      : (depths[row * columns + column] ?? 0);
  // First from the upper left, then from the lower right: the two-pass distance transform.
  for (let at = 0; at < depths.length; at += 1) {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const least = Math.min(depthAt(column - 1, row), depthAt(column, row - 1));
    depths[at] = isIn(column, row) ? least + 1 : 0;
  }
  let best = 0;
  for (let at = depths.length - 1; at >= 0; at -= 1) {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const least = Math.min(depthAt(column + 1, row), depthAt(column, row + 1));
    depths[at] = Math.min(depths[at] ?? 0, least + 1);
    best = (depths[at] ?? 0) > (depths[best] ?? 0) ? at : best;
  }
  return { x: (best % columns) * step, y: Math.floor(best / columns) * step };
}

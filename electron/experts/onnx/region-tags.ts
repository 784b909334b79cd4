// The names of regions, each written into its region where that is widest. Small regions go without;
// the masks and the text name them.

import type { RawImage } from '../../runner/inference.ts';
import { type Colour, inkOn, regionColour } from '../picture-colours.ts';
import { letterUnit, numberedLabels, ROOM, tagSize, tagText } from '../picture-marks.ts';
import type { Picture } from '../pictures.ts';
import { INSIDE, type Region, SMALLEST_NAMED } from '../regions.ts';
import { fillArea, strokeText } from './brush.ts';

/** Cells along the shorter side among which the widest place is looked for. */
const CELLS = 128;

/** Writes into the image. Gives back the labels that have no letters here; a number stands for them. */
export function writeTags(image: RawImage, regions: readonly Region[]): readonly string[] {
  const named = [...regions.entries()].filter(([, { share }]) => share >= SMALLEST_NAMED);
  for (const [index, { label, mask }] of named) {
    const colour = regionColour(index);
    writeTag(image, tagText({ label }, index), { at: widestPlace(mask), colour });
  }
  return numberedLabels(named.map(([, region]) => region));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** As large as the names of drawing.ts. Left out where it is wider than the picture. */
function writeTag(
  image: RawImage,
  text: string,
  { at, colour }: { readonly at: Point; readonly colour: Colour },
): void {
  const unit = letterUnit(image);
  const size = tagSize(text, image);
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  if (width > image.width || height > image.height) {
    return;
  }
  const x = within(at.x - width / 2, image.width - width);
  const y = within(at.y - height / 2, image.height - height);
  fillArea(image, { x, y, width, height }, { paint: colour, strength: 1 });
  const letters = { x: x + ROOM.left * unit, y: y + ROOM.above * unit };
  strokeText(image, text, { ...letters, unit, paint: inkOn(colour) });
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

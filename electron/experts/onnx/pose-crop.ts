// The part of a picture that a pose model is shown of a person, and the way back from its heatmaps: boxes
// are widened to the model's proportions and by a quarter, as ViTPose was trained, and what lies beyond
// the picture is black. Pure, but for the pixels' own class.

import type { Box } from '../../../shared/media.ts';
import { RawImage } from '../../runner/inference.ts';
import type { FloatMap } from './depth-map.ts';
import type { Joint } from './pose-skeleton.ts';

/** Of the room around a person: the crop's size by the box's. */
const ROOM = 1.25;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In whole pixels of the picture; may reach beyond it. */
export function areaAround({ x, y, width, height }: Box, seen: Size): Box {
  const ratio = seen.width / seen.height;
  const wide = Math.max(1, Math.round(Math.max(width, height * ratio) * ROOM));
  const tall = Math.max(1, Math.round(Math.max(height, width / ratio) * ROOM));
  return {
    x: Math.round(x + width / 2 - wide / 2),
    y: Math.round(y + height / 2 - tall / 2),
    width: wide,
    height: tall,
  };
}

/** Red, green and blue; black beyond the picture. */
export function cutArea(image: RawImage, { x, y, width, height }: Box): RawImage {
  const pixels = new Uint8ClampedArray(width * height * 3);
  const [left, right] = [Math.max(0, x), Math.min(image.width, x + width)];
  for (let row = Math.max(0, y); row < Math.min(image.height, y + height); row += 1) {
    const from = (row * image.width + left) * 3;
    const source = image.data.subarray(from, from + Math.max(0, right - left) * 3);
    pixels.set(source, ((row - y) * width + left - x) * 3);
  }
  return new RawImage(pixels, width, height, 3);
}

/**
 * The strongest place of a heatmap, refined between its cells, in pixels of the picture. The middles of
 * the outer cells lie on those of the outer pixels that the model saw, as its training has them.
 */
export function jointOf(heat: FloatMap, area: Box, seen: Size): Joint {
  const { values, width, height } = heat;
  const score = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const best = values.indexOf(score);
  const [column, row] = [best % width, Math.floor(best / width)];
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? undefined : values[y * width + x];
  const across = column + peakBetween(at(column - 1, row), score, at(column + 1, row));
  const down = row + peakBetween(at(column, row - 1), score, at(column, row + 1));
  return {
    x: area.x + placeOf(across, { cells: width, pixels: seen.width, length: area.width }),
    y: area.y + placeOf(down, { cells: height, pixels: seen.height, length: area.height }),
    score,
  };
}

interface Scale {
  readonly cells: number;
  readonly pixels: number;
  /** Of the area, in pixels of the picture. */
  readonly length: number;
}

function placeOf(cell: number, { cells, pixels, length }: Scale): number {
  const pixel = (cell * (pixels - 1)) / Math.max(1, cells - 1);
  return ((pixel + 0.5) * length) / pixels;
}

/** Below it a heatmap's logarithm means nothing. */
const LEAST_HEAT = 0.001;

/** Where the top of a bell through three neighbours lies, from the middle one: within half a cell. */
function peakBetween(before: number | undefined, middle: number, after: number | undefined) {
  if (before === undefined || after === undefined) {
    return 0; // at the border
  }
  const [left, top, right] = [logOf(before), logOf(middle), logOf(after)];
  const bend = left - 2 * top + right;
  return bend >= 0 ? 0 : Math.min(0.5, Math.max(-0.5, (left - right) / (2 * bend)));
}

function logOf(heat: number): number {
  return Math.log(Math.max(LEAST_HEAT, heat));
}

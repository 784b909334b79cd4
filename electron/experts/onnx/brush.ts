// Paints areas and strokes into the pixels of a picture, antialiased; what lies outside of it is left
// out. What is painted where belongs to drawing.ts.

import type { RawImage } from '../../runner/inference.ts';
import type { Colour } from '../picture-colours.ts';
import { type Point, strokesOf } from '../stroke-font.ts';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Fill {
  readonly paint: Colour;
  /** From 0 (nothing) to 1 (covers). */
  readonly strength: number;
}

/** Edges are rounded to whole pixels. */
export function fillArea(image: RawImage, area: Area, { paint, strength }: Fill): void {
  const { left, right, top, bottom } = pixelsOf(image, area);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      mix(image, y * image.width + x, { paint, strength });
    }
  }
}

interface Lettering {
  /** The top left corner of the first capital. */
  readonly x: number;
  readonly y: number;
  /** Pixels of one unit of the letters' grid. */
  readonly unit: number;
  readonly paint: Colour;
}

export function strokeText(image: RawImage, text: string, { x, y, unit, paint }: Lettering): void {
  const thickness = Math.max(1.3, unit * 0.95);
  for (const stroke of strokesOf(text).strokes) {
    const points = stroke.map(([px, py]): Point => [x + px * unit, y + py * unit]);
    paintStroke(image, points, { paint, thickness });
  }
}

/** Each pixel is painted once for a stroke, by its distance from the nearest part of it. */
function paintStroke(
  image: RawImage,
  points: readonly Point[],
  { paint, thickness }: { readonly paint: Colour; readonly thickness: number },
): void {
  const reach = thickness / 2 + 1;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.floor(Math.min(...xs) - reach);
  const y = Math.floor(Math.min(...ys) - reach);
  const width = Math.ceil(Math.max(...xs) + reach) - x;
  const height = Math.ceil(Math.max(...ys) + reach) - y;
  const { left, right, top, bottom } = pixelsOf(image, { x, y, width, height });
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const away = distance([column + 0.5, row + 0.5], points);
      const strength = Math.min(1, Math.max(0, thickness / 2 - away + 0.5));
      if (strength > 0) {
        mix(image, row * image.width + column, { paint, strength });
      }
    }
  }
}

function distance(from: Point, points: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, to] of points.entries()) {
    least = Math.min(least, distanceToLine(from, points[index - 1] ?? to, to));
  }
  return least;
}

function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
}

function pixelsOf({ width, height }: RawImage, area: Area) {
  return {
    left: Math.max(0, Math.round(area.x)),
    right: Math.min(width, Math.round(area.x + area.width)),
    top: Math.max(0, Math.round(area.y)),
    bottom: Math.min(height, Math.round(area.y + area.height)),
  };
}

function mix({ data, channels }: RawImage, pixel: number, { paint, strength }: Fill): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const at = pixel * channels + channel;
    data[at] = (data[at] ?? 0) * (1 - strength) + (paint[channel] ?? 0) * strength;
  }
}

// Surface directions from a map of nearness, by this formula. Nearness s, from 0 to 1, becomes a relief
// towards the viewer, z = RELIEF · min(width, height) · s, in pixels. With x to the right and y down,
//   n = (dz/dx, dz/dy, 1) / |(dz/dx, dz/dy, 1)|,   red, green, blue = 255 · (n + 1) / 2,
// so red is left, green is up and blue is towards the viewer, as ControlNet's own annotator codes them
// (annotator/midas: Sobel of the nearness in both directions). Other programs have red to the right.
// The slopes are those of Sobel's filter divided by 8, in pixels per pixel, with the border repeated.

import type { FloatMap } from './depth-map.ts';

/** From the farthest to the nearest point the relief rises by the shorter side of the picture: a
 * plane that recedes over the whole of it is seen at 45 degrees. */
export const RELIEF = 1;

/** Three bytes a pixel; (128, 128, 255) faces the viewer, more green faces up, more red to the left. */
export function normalsOf(nearness: FloatMap): Uint8ClampedArray {
  const { width, height } = nearness;
  const rise = RELIEF * Math.min(width, height);
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const { right, down } = slopesAt(nearness, x, y);
      // What comes nearer to the right faces left, and what comes nearer downwards faces up.
      const normal = [rise * right, rise * down, 1];
      const length = Math.hypot(...normal);
      for (const [channel, part] of normal.entries()) {
        pixels[(y * width + x) * 3 + channel] = 127.5 * (part / length + 1);
      }
    }
  }
  return pixels;
}

interface Slopes {
  readonly right: number;
  readonly down: number;
}

function slopesAt({ values, width, height }: FloatMap, x: number, y: number): Slopes {
  const left = Math.max(0, x - 1);
  const right = Math.min(width - 1, x + 1);
  const above = Math.max(0, y - 1) * width;
  const below = Math.min(height - 1, y + 1) * width;
  const level = (row: number, column: number) => values[row + column] ?? 0;
  const row = y * width;
  const across =
    level(above, right) -
    level(above, left) +
    2 * (level(row, right) - level(row, left)) +
    level(below, right) -
    level(below, left);
  const along =
    level(below, left) -
    level(above, left) +
    2 * (level(below, x) - level(above, x)) +
    level(below, right) -
    level(above, right);
  return { right: across / 8, down: along / 8 };
}

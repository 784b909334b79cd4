// Maps of one float per pixel: their size, their range, and nearness from 0 to 1, which pictures of
// depth and normals are made from. Pure.

/** Rows from the top left. */
export interface FloatMap {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * What a model's numbers mean: `nearness` grows towards the viewer and `distance` away from it, both
 * in no unit and not to be compared between pictures; `metres` is a distance that can be.
 */
export type DepthScale = 'nearness' | 'distance' | 'metres';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The map in another size, by bilinear interpolation between the centres of its pixels. */
export function resizeMap(
  map: FloatMap,
  { width, height }: { readonly width: number; readonly height: number },
): FloatMap {
  const columns = stepsBetween(map.width, width);
  const rows = stepsBetween(map.height, height);
  const values = new Float32Array(width * height);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const upper = between(map.values, row.from * map.width, column);
      const lower = between(map.values, row.to * map.width, column);
      values[at] = upper + (lower - upper) * row.share;
      at += 1;
    }
  }
  return { width, height, values };
}

/** Two neighbours, and how far from the first to the second. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

function stepsBetween(length: number, wanted: number): readonly Step[] {
  return Array.from({ length: wanted }, (_, index) => {
    const place = Math.min(length - 1, Math.max(0, ((index + 0.5) * length) / wanted - 0.5));
    const from = Math.floor(place);
    return { from, to: Math.min(length - 1, from + 1), share: place - from };
  });
}

function between(values: Float32Array, row: number, { from, to, share }: Step): number {
  const first = values[row + from] ?? 0;
  return first + ((values[row + to] ?? 0) - first) * share;
}

/** @throws Error where a value is no finite number, which half precision can lead to */
export function rangeOf({ values }: FloatMap): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new Error(`the model gave ${value} as a depth`);
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}

/** 0 at the farthest point and 1 at the nearest, evenly between; 0 throughout where all are equal. */
export function nearnessOf(map: FloatMap, scale: DepthScale): FloatMap {
  const { min, max } = rangeOf(map);
  const span = max - min || 1;
  const values = map.values.map((value) =>
    scale === 'nearness' || max === min ? (value - min) / span : (max - value) / span,
  );
  return { ...map, values };
}

import { describe, expect, it } from 'vitest';
import type { FloatMap } from '../../../../electron/experts/onnx/depth-map.ts';
import { normalsOf, RELIEF } from '../../../../electron/experts/onnx/normals.ts';

/** A map of nearness by a formula of column and row. */
function mapOf(width: number, height: number, near: (x: number, y: number) => number): FloatMap {
  const values = Float32Array.from({ length: width * height }, (_, at) =>
    near(at % width, Math.floor(at / width)),
  );
  return { width, height, values };
}

function pixelAt(map: FloatMap, x: number, y: number): readonly number[] {
  const from = (y * map.width + x) * 3;
  return [...normalsOf(map).subarray(from, from + 3)];
}

const coded = (parts: readonly number[]) => {
  const length = Math.hypot(...parts);
  return parts.map((part) => Math.round(127.5 * (part / length + 1)));
};

describe('normals of surfaces whose formula is known', () => {
  it('has a level surface face the viewer', () => {
    expect(
      pixelAt(
        mapOf(8, 6, () => 0.3),
        4,
        3,
      ),
    ).toEqual([128, 128, 255]);
  });

  it('has a plane face by its slope everywhere but at the border', () => {
    const map = mapOf(40, 20, (x, y) => 0.01 * x + 0.02 * y);
    const rise = RELIEF * 20;
    const wanted = coded([rise * 0.01, rise * 0.02, 1]);
    for (const [x, y] of [
      [1, 1],
      [20, 10],
      [38, 18],
    ] as const) {
      expect(pixelAt(map, x, y)).toEqual(wanted);
    }
  });

  it('has a floor that comes nearer downwards face up, a wall nearer on the right face left', () => {
    const [, floor = 0] = pixelAt(
      mapOf(10, 10, (_, y) => y / 10),
      5,
      5,
    );
    expect(floor).toBeGreaterThan(200);
    const [wall = 0] = pixelAt(
      mapOf(10, 10, (x) => x / 10),
      5,
      5,
    );
    expect(wall).toBeGreaterThan(200);
  });

  it('has a sphere face away from its centre', () => {
    // Seen from the front, z = sqrt(r² − x² − y²) in pixels; s = z ÷ (RELIEF · side).
    const side = 201;
    const radius = 90;
    const depth = (x: number, y: number) =>
      Math.sqrt(Math.max(0, radius ** 2 - (x - 100) ** 2 - (y - 100) ** 2));
    const map = mapOf(side, side, (x, y) => depth(x, y) / (RELIEF * side));
    for (const [x, y] of [
      [100, 100],
      [140, 100],
      [100, 60],
      [60, 130],
    ] as const) {
      const made = pixelAt(map, x, y);
      const wanted = coded([100 - x, 100 - y, depth(x, y)]);
      for (const [channel, level] of wanted.entries()) {
        expect(Math.abs((made[channel] ?? 0) - level)).toBeLessThanOrEqual(1);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { nearnessOf, rangeOf, resizeMap } from '../../../../electron/experts/onnx/depth-map.ts';

const map = (width: number, ...values: number[]) => ({
  width,
  height: values.length / width,
  values: Float32Array.from(values),
});

describe('maps of depth', () => {
  it('interpolate between the centres of pixels and repeat the border', () => {
    const { values } = resizeMap(map(2, 0, 4), { width: 4, height: 1 });
    expect([...values]).toEqual([0, 1, 3, 4]);
  });

  it('stay as they are in their own size', () => {
    const given = map(3, 1, 2, 3, 4, 5, 7);
    expect(resizeMap(given, given)).toEqual(given);
  });

  it('say where near is: up for nearness, down for distances', () => {
    expect([...nearnessOf(map(3, 2, 4, 6), 'nearness').values]).toEqual([0, 0.5, 1]);
    expect([...nearnessOf(map(3, 2, 4, 6), 'metres').values]).toEqual([1, 0.5, 0]);
    expect([...nearnessOf(map(3, 2, 4, 6), 'distance').values]).toEqual([1, 0.5, 0]);
  });

  it('are 0 throughout where nothing is nearer than the rest', () => {
    expect([...nearnessOf(map(2, 5, 5), 'metres').values]).toEqual([0, 0]);
  });

  it('refuse values that are no number', () => {
    expect(() => rangeOf(map(2, 1, Number.NaN))).toThrow('NaN');
  });
});

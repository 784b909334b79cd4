import { describe, expect, it } from 'vitest';
import { areaAround, cutArea, jointOf } from '../../../../electron/experts/onnx/pose-crop.ts';
import { RawImage } from '../../../../electron/runner/inference.ts';

const SEEN = { width: 192, height: 256 };

describe('the area around a person', () => {
  it.each([
    ['a tall box in height', { x: 100, y: 50, width: 20, height: 200 }, [188, 250]],
    ['a wide box in width', { x: 100, y: 50, width: 300, height: 40 }, [375, 500]],
  ])('takes %s and a quarter more, in the proportions that the model sees', (_, box, size) => {
    const area = areaAround(box, SEEN);
    expect([area.width, area.height]).toEqual(size);
    expect(Math.abs(area.x + area.width / 2 - (box.x + box.width / 2))).toBeLessThanOrEqual(0.5);
    expect(Math.abs(area.y + area.height / 2 - (box.y + box.height / 2))).toBeLessThanOrEqual(0.5);
  });

  it('is at least a pixel', () => {
    expect(areaAround({ x: 5, y: 5, width: 0.1, height: 0.1 }, SEEN)).toMatchObject({
      width: 1,
      height: 1,
    });
  });
});

describe('a cut', () => {
  const image = new RawImage(
    Uint8ClampedArray.from({ length: 4 * 3 * 3 }, (_, at) => 1 + Math.floor(at / 3)),
    4,
    3,
    3,
  );
  const reds = ({ data }: RawImage) => [...data].filter((_, at) => at % 3 === 0);

  it('is black beyond the picture', () => {
    expect(reds(cutArea(image, { x: -1, y: -1, width: 3, height: 3 }))).toEqual([
      ...[0, 0, 0],
      ...[0, 1, 2],
      ...[0, 5, 6],
    ]);
    expect(reds(cutArea(image, { x: 3, y: 2, width: 2, height: 2 }))).toEqual([12, 0, 0, 0]);
  });

  it('is black where it lies outside altogether', () => {
    expect(reds(cutArea(image, { x: 9, y: -9, width: 2, height: 1 }))).toEqual([0, 0]);
  });
});

describe('a joint', () => {
  const [width, height] = [48, 64];
  const area = { x: 10, y: 20, width: 384, height: 512 };

  /** A bell around a place in cells. */
  function heatAt(x: number, y: number) {
    const values = Float32Array.from({ length: width * height }, (_, at) =>
      Math.exp(-((((at % width) - x) ** 2 + (Math.floor(at / width) - y) ** 2) / 8)),
    );
    return { values, width, height };
  }

  it('lies where its heatmap is strongest, between cells too', () => {
    const { x, y, score } = jointOf(heatAt(20.3, 31.6), area, SEEN);
    // The outer cells lie on the outer pixels; each pixel that is seen is two of the picture.
    expect(x).toBeCloseTo(10 + ((20.3 * 191) / 47 + 0.5) * 2, 1);
    expect(y).toBeCloseTo(20 + ((31.6 * 255) / 63 + 0.5) * 2, 1);
    expect(score).toBeGreaterThan(0.9);
  });

  it('lies within the area in a corner', () => {
    const { x, y } = jointOf(heatAt(0, 63), area, SEEN);
    expect([x, y]).toEqual([expect.closeTo(11, 0), expect.closeTo(531, 0)]);
  });
});

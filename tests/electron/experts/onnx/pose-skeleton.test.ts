import { describe, expect, it } from 'vitest';
import {
  COCO_JOINTS,
  COLOURS,
  drawSkeletons,
  type Joint,
  LIMBS,
  toOpenPose,
} from '../../../../electron/experts/onnx/pose-skeleton.ts';

const SIZE = { width: 512, height: 512 };

/** A person who faces the viewer, arms out, as COCO orders the joints; left ones are at the right. */
const PERSON: readonly Joint[] = (
  [
    ...[
      [256, 100],
      [266, 90],
      [246, 90],
      [280, 95],
      [232, 95],
    ], // nose, eyes, ears
    ...[
      [300, 160],
      [212, 160],
      [360, 170],
      [152, 170],
      [420, 180],
      [92, 180],
    ], // arms
    ...[
      [285, 300],
      [227, 300],
      [290, 390],
      [222, 390],
      [295, 480],
      [217, 480],
    ], // legs
  ] as const
).map(([x = 0, y = 0]) => ({ x, y, score: 0.9 }));

const hidden = (...places: readonly number[]) =>
  PERSON.map((joint, place) => (places.includes(place) ? { ...joint, score: 0.29 } : joint));

function colourAt(pixels: Uint8ClampedArray, x: number, y: number): readonly number[] {
  const at = (y * SIZE.width + x) * 3;
  return [...pixels.subarray(at, at + 3)];
}

/** What a limb or a point leaves on black. */
const dimmed = (place: number) => (COLOURS[place] ?? [0, 0, 0]).map((level) => level * 0.6);

describe("OpenPose's points", () => {
  it('are 18, the neck between the shoulders and the right side before the left', () => {
    expect(PERSON).toHaveLength(COCO_JOINTS);
    const points = toOpenPose(PERSON);
    expect(points).toHaveLength(18);
    expect(points[1]).toEqual({ x: 256, y: 160, score: 0.9 });
    expect(points.map((point) => point?.x)).toEqual([
      ...[256, 256, 212, 152, 92, 300, 360, 420],
      ...[227, 222, 217, 285, 290, 295, 246, 266, 232, 280],
    ]);
  });

  it('leave out what was not seen, and the neck where a shoulder was not', () => {
    const points = toOpenPose(hidden(5, 16));
    expect(points.flatMap((point, place) => (point === undefined ? [place] : []))).toEqual([
      1, 5, 10,
    ]);
  });
});

describe('a drawn skeleton', () => {
  const pixels = drawSkeletons([toOpenPose(PERSON)], SIZE);

  it('has 17 limbs and 18 colours', () => {
    expect(LIMBS).toHaveLength(17);
    expect(new Set(COLOURS.map(String)).size).toBe(18);
  });

  it('has each limb in its colour, dimmed, at its middle', () => {
    const points = toOpenPose(PERSON);
    for (const [place, [first, second]] of LIMBS.entries()) {
      const [from, to] = [points[first], points[second]];
      const x = Math.round(((from?.x ?? 0) + (to?.x ?? 0)) / 2);
      const y = Math.round(((from?.y ?? 0) + (to?.y ?? 0)) / 2);
      expect([place, colourAt(pixels, x, y)]).toEqual([place, dimmed(place)]);
    }
  });

  it('has the wrists and ankles in their own colours where no limb covers them', () => {
    // Three pixels beyond the tip of the forearm: still inside of the disc of 4.
    expect(colourAt(pixels, 88, 180)).toEqual([...(COLOURS[4] ?? [])]);
    expect(colourAt(pixels, 423, 180)).toEqual([...(COLOURS[7] ?? [])]);
    expect(colourAt(pixels, 217, 482)).toEqual([...(COLOURS[10] ?? [])]);
  });

  it('has limbs of 8 pixels across where the shorter side has 512', () => {
    const row = Array.from({ length: 40 }, (_, index) => colourAt(pixels, 205 + index, 345));
    expect(row.filter((colour) => colour.some((level) => level > 0))).toHaveLength(8);
  });

  it('is black elsewhere', () => {
    expect(colourAt(pixels, 256, 250 + 100)).toEqual([0, 0, 0]);
    expect(colourAt(pixels, 0, 0)).toEqual([0, 0, 0]);
  });

  it('is black altogether without people', () => {
    expect(drawSkeletons([], SIZE).every((level) => level === 0)).toBe(true);
  });

  it('has no limb to a joint that was not seen', () => {
    const without = drawSkeletons([toOpenPose(hidden(10))], SIZE);
    expect(colourAt(without, 122, 175)).toEqual([0, 0, 0]);
    expect(colourAt(without, 182, 165)).toEqual(dimmed(2));
  });

  it('goes on at the border of the picture', () => {
    const beyond = PERSON.map((joint) => ({ ...joint, x: joint.x - 212 }));
    expect(colourAt(drawSkeletons([toOpenPose(beyond)], SIZE), 0, 160)).not.toEqual([0, 0, 0]);
  });

  it('grows with the picture', () => {
    const twice = PERSON.map(({ x, y, score }) => ({ x: x * 2, y: y * 2, score }));
    const large = drawSkeletons([toOpenPose(twice)], { width: 1024, height: 1024 });
    const lit = (all: Uint8ClampedArray) => all.filter((level) => level > 0).length;
    expect(lit(large) / lit(pixels)).toBeGreaterThan(3.8);
    expect(lit(large) / lit(pixels)).toBeLessThan(4.2);
  });
});

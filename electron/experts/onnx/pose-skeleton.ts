// People drawn as OpenPose's skeleton of 18 points, in colour on black, as the ControlNet for poses was
// taught. Which points belong together, their colours and their proportions are those with which
// ControlNet 1.1's annotator draws OpenPose's COCO model (annotator/openpose/util.py). Pure.

import type { Colour } from '../picture-colours.ts';

/** In pixels of the picture, to its upper left corner; from 0 (not seen) to about 1. */
export interface Joint {
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From here on a joint counts as seen. */
export const LEAST_SCORE = 0.3;
/** Joints that COCO names. */
export const COCO_JOINTS = 17;

/** Where OpenPose's points are among COCO's; the neck, which COCO lacks, lies between the shoulders. */
const FROM_COCO = [0, 'neck', 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3] as const;
const LEFT_SHOULDER = 5;
const RIGHT_SHOULDER = 6;

/** Points from 0: nose, neck, right and left arm, right and left leg, eyes and ears, right before left. */
export const LIMBS: readonly (readonly [number, number])[] = [
  // Shoulders and arms.
  [1, 2],
  [1, 5],
  [2, 3],
  [3, 4],
  [5, 6],
  [6, 7],
  // Legs from the neck on.
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  // The head.
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
];

/** Of the points, and of the limbs at the same places. */
export const COLOURS: readonly Colour[] = [
  [255, 0, 0],
  [255, 85, 0],
  [255, 170, 0],
  [255, 255, 0],
  [170, 255, 0],
  [85, 255, 0],
  [0, 255, 0],
  [0, 255, 85],
  [0, 255, 170],
  [0, 255, 255],
  [0, 170, 255],
  [0, 85, 255],
  [0, 0, 255],
  [85, 0, 255],
  [170, 0, 255],
  [255, 0, 255],
  [255, 0, 170],
  [255, 0, 85],
];

/** Pixels of a point's radius and of half a limb's width, where the shorter side has 512. */
const RADIUS = 4 / 512;
/** How much of a limb's colour covers what is below it. */
const STRENGTH = 0.6;

/** OpenPose's points of a person, from COCO's; undefined where one was not seen. */
export function toOpenPose(coco: readonly Joint[]): readonly (Joint | undefined)[] {
  const seen = coco.map((joint) => (joint.score >= LEAST_SCORE ? joint : undefined));
  const neck = between(seen[LEFT_SHOULDER], seen[RIGHT_SHOULDER]);
  return FROM_COCO.map((from) => (from === 'neck' ? neck : seen[from]));
}

function between(one: Joint | undefined, other: Joint | undefined): Joint | undefined {
  return one === undefined || other === undefined
    ? undefined
    : {
        x: (one.x + other.x) / 2,
        y: (one.y + other.y) / 2,
        score: Math.min(one.score, other.score),
      };
}

/** Three bytes a pixel. */
export function drawSkeletons(
  people: readonly (readonly (Joint | undefined)[])[],
  { width, height }: Size,
): Uint8ClampedArray {
  const canvas = { width, height, pixels: new Uint8ClampedArray(width * height * 3) };
  const radius = Math.max(1, Math.min(width, height) * RADIUS);
  for (const [point, colour] of COLOURS.entries()) {
    for (const joint of people.flatMap((person) => person[point] ?? [])) {
      fillEllipse(canvas, { from: joint, to: joint, radius }, { colour, strength: 1 });
    }
  }
  for (const [limb, [first, second]] of LIMBS.entries()) {
    const colour = COLOURS[limb] ?? [0, 0, 0];
    for (const person of people) {
      const [from, to] = [person[first], person[second]];
      if (from !== undefined && to !== undefined) {
        fillEllipse(canvas, { from, to, radius }, { colour, strength: STRENGTH });
      }
    }
  }
  return canvas.pixels;
}

interface Canvas extends Size {
  readonly pixels: Uint8ClampedArray;
}

/** Its tips lie on the two places; a disc where they are one. */
interface Ellipse {
  readonly from: Pick<Joint, 'x' | 'y'>;
  readonly to: Pick<Joint, 'x' | 'y'>;
  /** Across, in pixels; a disc has it along too. */
  readonly radius: number;
}

interface Paint {
  readonly colour: Colour;
  readonly strength: number;
}

function fillEllipse(canvas: Canvas, { from, to, radius }: Ellipse, paint: Paint): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const [cos, sin] = length === 0 ? [1, 0] : [(to.x - from.x) / length, (to.y - from.y) / length];
  const half = length === 0 ? radius : length / 2;
  const columns = placesWithin(middle.x, Math.hypot(half * cos, radius * sin), canvas.width);
  for (const y of placesWithin(middle.y, Math.hypot(half * sin, radius * cos), canvas.height)) {
    for (const x of columns) {
      const [right, down] = [x + 0.5 - middle.x, y + 0.5 - middle.y];
      const along = (right * cos + down * sin) / half;
      const across = (down * cos - right * sin) / radius;
      if (along * along + across * across <= 1) {
        mix(canvas.pixels, (y * canvas.width + x) * 3, paint);
      }
    }
  }
}

function placesWithin(middle: number, reach: number, length: number): readonly number[] {
  const first = Math.max(0, Math.floor(middle - reach));
  const last = Math.min(length - 1, Math.ceil(middle + reach));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function mix(pixels: Uint8ClampedArray, at: number, { colour, strength }: Paint): void {
  for (const [channel, level] of colour.entries()) {
    pixels[at + channel] = (pixels[at + channel] ?? 0) * (1 - strength) + level * strength;
  }
}

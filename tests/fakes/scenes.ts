// Scenes of coloured shapes for tests of models that look at pictures, drawn from SVG: what is where is
// known exactly. The tiny models were trained on scenes drawn by other code (models/tiny/make/scenes.py).

import sharp, { type Sharp } from 'sharp';
import type { Box } from '../../shared/media.ts';

export const SHAPES = ['circle', 'square', 'triangle', 'star'] as const;
export type Shape = (typeof SHAPES)[number];

interface DrawnShape {
  readonly label: Shape;
  readonly colour: string;
  /** Its middle and the radius of the circle around it, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** None is transparent. */
  readonly background?: string;
  readonly shapes: readonly DrawnShape[];
}

export function drawScene({ width, height, background, shapes }: Scene): Sharp {
  const ground =
    background === undefined ? '' : `<rect width="100%" height="100%" fill="${background}"/>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `${ground}${shapes.map(toSvg).join('')}</svg>`;
  return sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true });
}

/** Exactly around the shape. */
export function boxOf({ label, x, y, radius }: DrawnShape): Box {
  const corners = label === 'circle' ? undefined : cornersOf({ label, x, y, radius });
  const xs = corners?.map(([px]) => px) ?? [x - radius, x + radius];
  const ys = corners?.map(([, py]) => py) ?? [y - radius, y + radius];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

export function countsOf(
  objects: readonly { readonly label: string }[],
): Readonly<Record<string, number>> {
  const groups = Map.groupBy(objects, ({ label }) => label);
  return Object.fromEntries([...groups].map(([label, { length }]) => [label, length]));
}

interface RandomScene {
  readonly seed: number;
  readonly shapes: number;
  readonly width?: number;
  readonly height?: number;
}

const COLOURS = ['#d32f2f', '#1976d2', '#388e3c', '#7b1fa2', '#f57c00', '#00838f', '#5d4037'];
const BACKGROUNDS = ['#ffffff', '#f3efe4', '#dfeaf4', '#fdf3c8'];

/** Shapes of 1/8 to 1/3 of the shorter side that keep apart; the same seed gives the same scene. */
export function randomScene({ seed, shapes, width = 400, height = 400 }: RandomScene): Scene {
  const random = randomNumbers(seed);
  const shorter = Math.min(width, height);
  const placed: DrawnShape[] = [];
  while (placed.length < shapes) {
    const radius = shorter * (1 / 16 + random() * (1 / 6 - 1 / 16));
    const x = radius + 2 + random() * (width - 2 * radius - 4);
    const y = radius + 2 + random() * (height - 2 * radius - 4);
    const shape = { label: pick(SHAPES, random()), colour: pick(COLOURS, random()), x, y, radius };
    const isFree = placed.every(
      (other) => Math.hypot(x - other.x, y - other.y) > radius + other.radius + shorter / 60,
    );
    if (isFree) {
      placed.push(shape);
    }
  }
  return { width, height, background: pick(BACKGROUNDS, random()), shapes: placed };
}

function toSvg(shape: DrawnShape): string {
  const { label, colour, x, y, radius } = shape;
  return label === 'circle'
    ? `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`
    : `<polygon points="${cornersOf({ ...shape, label }).join(' ')}" fill="${colour}"/>`;
}

/** Of a polygon in its circle: squares lie on a side, the others point up. */
function cornersOf({
  label,
  x,
  y,
  radius,
}: Pick<DrawnShape, 'x' | 'y' | 'radius'> & {
  readonly label: Exclude<Shape, 'circle'>;
}): readonly (readonly [number, number])[] {
  const count = { square: 4, triangle: 3, star: 10 }[label];
  const first = label === 'square' ? -Math.PI / 4 : -Math.PI / 2;
  return Array.from({ length: count }, (_, index) => {
    const angle = first + (index * 2 * Math.PI) / count;
    const reach = label === 'star' && index % 2 === 1 ? radius * 0.45 : radius;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)] as const;
  });
}

function pick<Item>(items: readonly Item[], chance: number): Item {
  const item = items[Math.floor(chance * items.length)];
  if (item === undefined) {
    throw new Error('nothing to pick from');
  }
  return item;
}

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

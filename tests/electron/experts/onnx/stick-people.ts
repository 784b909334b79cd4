// Drawn stick people for the tests of poses: where their joints are, as COCO orders them, and their SVG.

import type { Box } from '../../../../shared/media.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Figure {
  /** Of the head. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Degrees outward from straight down of each upper arm, and of the forearm; right before left. */
  readonly arms: readonly [number, number, number, number];
  /** Of each leg, which is straight. */
  readonly legs: readonly [number, number];
}

const HEAD = 0.075;

/** The 17 joints; a figure faces the viewer, so that its right is at the left. */
export function jointsOf({ x, y, height, arms, legs }: Figure): readonly Place[] {
  const at = (across: number, down: number): Place => ({
    x: x + across * height,
    y: y + down * height,
  });
  const along = (from: Place, side: number, bone: { length: number; degrees: number }): Place => {
    const angle = (bone.degrees * Math.PI) / 180;
    const reach = bone.length * height;
    return { x: from.x + side * reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  };
  const sides = ([-1, 1] as const).map((side, index) => {
    const [upper = 0, lower = 0] = arms.slice(index * 2, index * 2 + 2);
    const shoulder = at(side * 0.11, HEAD + 0.055);
    const elbow = along(shoulder, side, { length: 0.165, degrees: upper });
    const wrist = along(elbow, side, { length: 0.155, degrees: lower });
    const hip = at(side * 0.065, HEAD + 0.36);
    const degrees = legs[index] ?? 0;
    const knee = along(hip, side, { length: 0.225, degrees });
    const ankle = along(knee, side, { length: 0.225, degrees });
    const [eye, ear] = [at(side * HEAD * 0.4, -HEAD * 0.3), at(side * HEAD, -HEAD * 0.1)];
    return [eye, ear, shoulder, elbow, wrist, hip, knee, ankle];
  });
  const [right = [], left = []] = sides;
  return [at(0, 0), ...left.flatMap((place, index) => [place, right[index] ?? place])];
}

const BONES = [
  ...[
    [5, 6],
    [11, 12],
    [5, 11],
    [6, 12],
    [5, 7],
    [7, 9],
    [6, 8],
    [8, 10],
  ],
  ...[
    [11, 13],
    [13, 15],
    [12, 14],
    [14, 16],
  ],
] as const;

export function svgOf(figure: Figure, ink = '#20306a'): string {
  const places = jointsOf(figure);
  const radius = HEAD * figure.height;
  const place = (index: number) => places[index] ?? { x: 0, y: 0 };
  const neck = { x: (place(5).x + place(6).x) / 2, y: (place(5).y + place(6).y) / 2 };
  const lines = [
    ...BONES.map(([from = 0, to = 0]) => [place(from), place(to)] as const),
    [neck, place(0)] as const,
  ].map(([from, to]) => `<path d="M${from.x} ${from.y}L${to.x} ${to.y}"/>`);
  const eyes = [1, 2].map(
    (eye) => `<circle cx="${place(eye).x}" cy="${place(eye).y}" r="${radius * 0.18}"/>`,
  );
  const width = figure.height * 0.045;
  return `<g stroke="${ink}" stroke-width="${width}" stroke-linecap="round">${lines.join('')}</g>
    <circle cx="${figure.x}" cy="${figure.y}" r="${radius}" fill="#e0a880"/>
    <g fill="#101010">${eyes.join('')}</g>`;
}

/** As a detector would frame it. */
export function boxAround(figure: Figure): Box {
  const places = jointsOf(figure);
  const head = HEAD * figure.height;
  const left = Math.min(...places.map(({ x }) => x)) - head / 4;
  const top = Math.min(...places.map(({ y }) => y), figure.y - head) - head / 4;
  const right = Math.max(...places.map(({ x }) => x)) + head / 4;
  const bottom = Math.max(...places.map(({ y }) => y)) + head / 4;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

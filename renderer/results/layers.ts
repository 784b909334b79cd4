// What lies over a picture: boxes, lines and masks by label, as paths to draw, and which of them is under
// the pointer. All of it in pixels of the source picture.

import type { Box, NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';

export interface Mark {
  /** For the `d` of an SVG path. */
  readonly path: string;
  readonly box: Box;
  readonly score?: number | undefined;
  /** A straight line is met by the pointer near it, not anywhere in its box. */
  readonly segment?: Segment;
}

export interface Layer {
  readonly key: string;
  readonly kind: 'objects' | 'words' | 'segments' | 'answers' | 'mask';
  /** As the model wrote it; empty where the kind says it all. */
  readonly label: string;
  /** Which of the hues it is drawn in. */
  readonly hue: number;
  readonly marks: readonly Mark[];
  /** A grey picture of the source's size, white where the region is. */
  readonly mask?: NamedArtefact;
  /** Of a region as a whole. */
  readonly score?: number | undefined;
}

type Segment = NonNullable<TaskOutput['segments']>[number];

/** One mark, or all marks of a layer. */
export interface Lit {
  readonly layer: string;
  readonly mark?: number | undefined;
}

/** Objects by label, the most frequent first; regions; straight lines; places of answers. */
export function layersOf(output: TaskOutput): Layer[] {
  const { objects = [], masks = [], segments = [], answers = [] } = output;
  const byLabel = [...Map.groupBy(objects, ({ label }) => label)];
  byLabel.sort(([, a], [, b]) => b.length - a.length);
  const layers = byLabel.map(([label, found], hue): Layer => {
    const marks = found.map(({ box, score }) => boxMark(box, score));
    return { key: `objects/${label}`, kind: 'objects', label, hue, marks };
  });
  for (const [index, { label, score, file }] of masks.entries()) {
    const key = `masks/${index}`;
    layers.push({ key, kind: 'mask', label, hue: layers.length, marks: [], mask: file, score });
  }
  if (segments.length > 0) {
    const marks = segments.map(segmentMark);
    layers.push({ key: 'segments', kind: 'segments', label: '', hue: layers.length, marks });
  }
  for (const [index, { text, box, score }] of answers.entries()) {
    if (box !== undefined) {
      const key = answerKey(index);
      layers.push({ key, kind: 'answers', label: text, hue: 0, marks: [boxMark(box, score)] });
    }
  }
  return layers;
}

/** The key of an answer's layer. */
export function answerKey(index: number): string {
  return `answers/${index}`;
}

/** The words in a picture are one layer, however many there are. */
export function wordLayer(words: NonNullable<TaskOutput['words']>): Layer {
  const marks = words.map(({ box, confidence }) => boxMark(box, confidence));
  return { key: 'words', kind: 'words', label: '', hue: 0, marks };
}

/** The place of one line with some room around its letters, or nothing. */
export function lineLayer(box: Box | undefined): readonly Layer[] {
  if (box === undefined) {
    return [];
  }
  const room = box.height * 0.2;
  const { x, y, width, height } = box;
  const around = { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
  return [{ key: 'line', kind: 'words', label: '', hue: 0, marks: [boxMark(around)] }];
}

function boxMark(box: Box, score?: number): Mark {
  const { x, y, width, height } = box;
  return { path: `M${x} ${y}h${width}v${height}h${-width}z`, box, score };
}

function segmentMark(segment: Segment): Mark {
  const { x1, y1, x2, y2 } = segment;
  return {
    path: `M${x1} ${y1}L${x2} ${y2}`,
    box: {
      x: Math.min(x1, x2),
      y: Math.min(y1, y2),
      width: Math.abs(x2 - x1),
      height: Math.abs(y2 - y1),
    },
    segment,
  };
}

/** One path for many marks: a picture with hundreds of words stays as quick as one with two. */
export function pathOf(marks: readonly Mark[]): string {
  return marks.map(({ path }) => path).join('');
}

/** The smallest box that holds all of them; undefined where there are none. */
export function unionOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) {
    return undefined;
  }
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The mark under a point: of those that hold it the smallest, since it lies within the others.
 * @param slack how far beside a mark still counts
 */
export function markAt(layers: readonly Layer[], point: Point, slack: number): Lit | undefined {
  let found: Lit | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { key, marks } of layers) {
    for (const [mark, { box, segment }] of marks.entries()) {
      const area = segment === undefined ? box.width * box.height : 0;
      const isMet =
        segment === undefined
          ? isWithin(box, point, slack)
          : distanceTo(segment, point) <= 2 * slack;
      if (isMet && area < least) {
        least = area;
        found = { layer: key, mark };
      }
    }
  }
  return found;
}

function isWithin(box: Box, { x, y }: Point, slack: number): boolean {
  return (
    x >= box.x - slack &&
    x <= box.x + box.width + slack &&
    y >= box.y - slack &&
    y <= box.y + box.height + slack
  );
}

function distanceTo({ x1, y1, x2, y2 }: Segment, { x, y }: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - (x1 + t * dx), y - (y1 + t * dy));
}

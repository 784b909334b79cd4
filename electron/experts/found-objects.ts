// What detectors find, whichever host they run on and without a pixel: boxes that lie in the picture, each
// thing once, the surest first; and how many of each there are, in words.

import type { Box } from '../../shared/media.ts';
import type { ResultNote } from '../../shared/result-notes.ts';

export interface FoundObject {
  readonly label: string;
  readonly score: number;
  readonly box: Box;
}

export interface Find {
  readonly label: string;
  readonly score: number;
  /** Left, top, right and bottom in pixels of the picture; may reach beyond it. */
  readonly corners: readonly [number, number, number, number];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Boxes of one label that share more than this of their union are the same thing. */
const SAME = 0.6;
/** Boxes of two labels have to be one and the same: a box found once, which has only its best label. */
const IDENTICAL = 0.99;

/** What has no area in the picture is dropped. */
export function tidyFinds(finds: readonly Find[], picture: Size): readonly FoundObject[] {
  const objects = finds
    .map(({ label, score, corners }) => ({ label, score, box: boxOf(corners, picture) }))
    .filter(({ box }) => box.width > 0 && box.height > 0)
    .toSorted((a, b) => b.score - a.score);
  const kept: FoundObject[] = [];
  for (const object of objects) {
    const isSeen = kept.some(
      ({ label, box }) => sharedPart(box, object.box) > (label === object.label ? SAME : IDENTICAL),
    );
    if (!isSeen) {
      kept.push({ ...object, score: Math.min(1, Math.max(0, object.score)) });
    }
  }
  return kept;
}

function boxOf([left, top, toRight, toBottom]: Find['corners'], { width, height }: Size): Box {
  const [x, right] = [within(left, width), within(toRight, width)];
  const [y, bottom] = [within(top, height), within(toBottom, height)];
  return { x, y, width: hundredths(right - x), height: hundredths(bottom - y) };
}

/** To a hundredth of a pixel, within the picture. */
function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, hundredths(value)));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The area that both cover as a share of the area that either covers. */
export function sharedPart(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** "Found 3 circles, 1 square."; `sought` says what was looked for, where that was named. */
export function foundWords(
  objects: readonly FoundObject[],
  sought: readonly string[] = [],
): string {
  if (objects.length > 0) {
    return `Found ${countWords(objects)}.`;
  }
  const names = sought.map((label) => `"${label}"`).join(', ');
  return names === '' ? 'No object was found.' : `Nothing was found of ${names}.`;
}

/** "3 circles, 1 square"; counted from the list, the most frequent first. */
export function countWords(objects: readonly FoundObject[]): string {
  return [...Map.groupBy(objects, ({ label }) => label)]
    .map(([label, { length }]) => ({ label, length }))
    .toSorted((a, b) => b.length - a.length || a.label.localeCompare(b.label, 'en'))
    .map(({ label, length }) => `${length} ${length === 1 ? bare(label) : pluralOf(bare(label))}`)
    .join(', ');
}

/** One for each label that could not be written into the picture. */
export function numberedNotes(labels: readonly string[]): readonly ResultNote[] {
  return labels.map((label) => ({ code: 'label-numbered', values: { label } }));
}

function bare(label: string): string {
  return label.replace(/^(?:an?|the)\s+/i, '');
}

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  man: 'men',
  woman: 'women',
  child: 'children',
  mouse: 'mice',
  knife: 'knives',
  sheep: 'sheep',
  skis: 'skis',
  scissors: 'scissors',
  fish: 'fish',
};

/** Of an English name by its last word; other names stay as they are. */
function pluralOf(label: string): string {
  const last = /[a-z]+$/i.exec(label)?.[0] ?? '';
  const before = label.slice(0, label.length - last.length);
  const irregular = IRREGULAR[last.toLowerCase()];
  if (last === '' || irregular !== undefined) {
    return before + (irregular ?? '');
  }
  if (/(?:[^s]s|ss|x|z|ch|sh)$/i.test(last)) {
    return isPlural(last) ? label : `${label}es`;
  }
  return /[^aeiou]y$/i.test(last) ? `${label.slice(0, -1)}ies` : `${label}s`;
}

/** "circles" as somebody may name what is looked for; "bus" and "glass" are one thing. */
function isPlural(word: string): boolean {
  return /[^su]s$/i.test(word) && word.length > 3;
}

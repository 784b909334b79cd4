// What detectors found, without their pixels: boxes that lie in the picture, each thing once, the surest
// first; and how many of each there are, in words.

import type { Box } from '../../../shared/media.ts';

export interface FoundObject {
  readonly label: string;
  readonly score: number;
  readonly box: Box;
}

/** Boxes of one label that share more than this of their union are the same thing. */
const SAME = 0.6;
/** Boxes of two labels have to be one and the same. */
const IDENTICAL = 0.99;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What has no area in the picture is dropped. */
export function tidyObjects(found: readonly FoundObject[], picture: Size): readonly FoundObject[] {
  const objects = found
    .map((object) => ({ ...object, box: withinPicture(object.box, picture) }))
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

/** To a hundredth of a pixel. */
function withinPicture(box: Box, { width, height }: Size): Box {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, hundredths(value)));
  const [x, right] = [within(box.x, width), within(box.x + box.width, width)];
  const [y, bottom] = [within(box.y, height), within(box.y + box.height, height)];
  return { x, y, width: hundredths(right - x), height: hundredths(bottom - y) };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The area that both cover as a share of the area that either covers. */
function sharedPart(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** "Found 3 circles, 1 square."; counted from the list, the most frequent first. */
export function foundWords(objects: readonly FoundObject[]): string {
  const words = [...Map.groupBy(objects, ({ label }) => label)]
    .map(([label, { length }]) => ({ label, length }))
    .toSorted((a, b) => b.length - a.length || a.label.localeCompare(b.label, 'en'))
    .map(({ label, length }) => `${length} ${length === 1 ? label : pluralOf(label)}`);
  return words.length === 0 ? 'No object was found.' : `Found ${words.join(', ')}.`;
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
  if (/(?:s|x|z|ch|sh)$/i.test(last)) {
    return `${label}es`;
  }
  return /[^aeiou]y$/i.test(last) ? `${label.slice(0, -1)}ies` : `${label}s`;
}

// A text taken apart where entities stand in it, and a read text taken apart into the lines of its picture.

import type { Box } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import { unionOf } from './layers.ts';

type Entities = NonNullable<TaskOutput['entities']>;
type Words = NonNullable<TaskOutput['words']>;

interface Piece {
  readonly text: string;
  /** Of the entity that it is; undefined for what stands between. */
  readonly label?: string;
  /** Where it begins, which tells it from the others. */
  readonly start: number;
}

/**
 * The text in pieces, in order; where entities overlap, the first stays.
 * @returns undefined where the offsets do not fit this text, so that nothing is marked wrongly
 */
export function markEntities(text: string, entities: Entities): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  for (const entity of entities.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const { start, end, label } = entity;
    if (text.slice(start, end) !== entity.text) {
      return undefined;
    }
    if (start >= at && end > start) {
      pieces.push({ text: text.slice(at, start), start: at }, { text: entity.text, label, start });
      at = end;
    }
  }
  return [...pieces, { text: text.slice(at), start: at }].filter((piece) => piece.text !== '');
}

/** The entities of each label, each once, in the order in which they were found. */
export function entitiesByLabel(entities: Entities): readonly {
  readonly label: string;
  readonly count: number;
  readonly texts: readonly string[];
}[] {
  return [...Map.groupBy(entities, ({ label }) => label)].map(([label, found]) => ({
    label,
    count: found.length,
    texts: [...new Set(found.map(({ text }) => text.replace(/\s+/gu, ' ')))],
  }));
}

export interface ReadLine {
  readonly text: string;
  /** Index of the line in the picture; undefined for an empty line, or where words and text differ. */
  readonly line?: number | undefined;
  readonly box?: Box | undefined;
}

/** The lines of a text that was read in a picture, each with its place there. */
export function readLines(text: string, words: Words): readonly ReadLine[] {
  const byLine = Map.groupBy(words, ({ line }) => line);
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '').length;
  if (filled !== byLine.size) {
    return lines.map((line) => ({ text: line }));
  }
  const order = [...byLine.keys()].sort((a, b) => a - b);
  let next = 0;
  return lines.map((line) => {
    if (line.trim() === '') {
      return { text: line };
    }
    const index = order[next];
    next += 1;
    const boxes = (index === undefined ? [] : (byLine.get(index) ?? [])).map(({ box }) => box);
    return { text: line, line: index, box: unionOf(boxes) };
  });
}

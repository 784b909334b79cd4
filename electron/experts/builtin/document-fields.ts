// What a document says about what: pairs of a key and a value, from "Key: value", a value to the right
// of or below its key, the cells of a table, and plain sentences. Pure.

import { type Passage, type Row, toPassage, toRows, toSentences } from './document-layout.ts';
import { valueIn } from './document-question.ts';
import type { RecognisedLine } from './ocr-lines.ts';

export interface Field {
  /** What the value is about, in the document's words. */
  readonly key: string;
  readonly value: Passage;
  readonly place: 'beside' | 'below' | 'table' | 'sentence';
}

/** Heights of a line between a key and the value below it; a signature leaves about two. */
const LARGEST_DROP = 3.5;
/** Heights of a line by which a value may stand left or right of the key above it. */
const LARGEST_SHIFT = 1.5;
const LEAST_COLUMNS = 3;
const MOST_KEY_WORDS = 6;

export function findFields(lines: readonly RecognisedLine[]): readonly Field[] {
  const rows = toRows(lines);
  return [
    ...rows.flatMap(fieldsInRow),
    ...rows.flat().flatMap(emailField),
    ...rows.flatMap((row, index) => fieldsBelow(row, rows.slice(index + 1))),
    ...rows.flatMap((row, index) => fieldsOfTable(row, rows.slice(index + 1))),
    ...toSentences(lines).map((value): Field => ({ key: value.text, value, place: 'sentence' })),
  ];
}

function fieldsInRow(row: Row): Field[] {
  return row.flatMap((cell, index) => {
    const next = row[index + 1];
    const beside: Field[] =
      next === undefined || isLabel(next.text) || !isKey(cell)
        ? []
        : [{ key: cell.text, value: next, place: 'beside' }];
    return [...fieldsInCell(cell), ...beside];
  });
}

/** "Key: value", also several of them in one cell. */
function fieldsInCell({ words }: Passage): Field[] {
  return words.flatMap((word, index) => {
    const value = words.slice(index + 1);
    if (!word.text.endsWith(':') || value.length === 0) {
      return [];
    }
    const key = words.slice(0, index + 1).map(({ text }) => text);
    return [{ key: key.join(' '), value: toPassage(value), place: 'beside' as const }];
  });
}

/** An email address says itself what it is. */
function emailField({ words }: Passage): Field[] {
  const word = words.find(({ text }) => valueIn(text, 'email') === text);
  return word === undefined
    ? []
    : [{ key: 'email address', value: toPassage([word]), place: 'beside' }];
}

/** Another key: it ends with a colon, or with a word that forms ask for. */
function isLabel(text: string): boolean {
  return (
    text.endsWith(':') ||
    /\b(?:(?:sur)?name|date|birth|age|sex|gender|nationality|occupation|company|department|position|title|address|street|city|town|country|(?:post|zip) ?code|phone|telephone|e-?mail|number|no|quantity|price|amount|total|signature)\.?$/i.test(
      text,
    )
  );
}

/** A few words; neither a number, nor running text, nor a pair by itself. */
function isKey({ text, words }: Passage): boolean {
  const isPair = words.slice(0, -1).some((word) => word.text.endsWith(':'));
  return !isNumeric(text) && !isPair && words.length <= MOST_KEY_WORDS;
}

function isNumeric(text: string): boolean {
  return !/\p{L}{2}/u.test(text);
}

function fieldsBelow(row: Row, further: readonly Row[]): Field[] {
  return row.flatMap((key) => {
    const value = further.flat().find((cell) => isBelow(cell, key));
    return value === undefined || isLabel(value.text) || !isKey(key)
      ? []
      : [{ key: key.text, value, place: 'below' as const }];
  });
}

function isBelow({ box: cell }: Passage, { box: key }: Passage): boolean {
  const height = Math.max(key.height, cell.height);
  const drop = cell.y - (key.y + key.height);
  return drop < LARGEST_DROP * height && Math.abs(cell.x - key.x) < LARGEST_SHIFT * height;
}

/** The cells under a row of headings, each about its row's first cell and its column's heading. */
function fieldsOfTable(headings: Row, further: readonly Row[]): Field[] {
  if (headings.length < LEAST_COLUMNS || headings.some(({ text }) => /\d/.test(text))) {
    return [];
  }
  const end = further.findIndex((row) => row.length < 2);
  return further.slice(0, end === -1 ? undefined : end).flatMap((row) => {
    const [label, ...cells] = row;
    return cells.map((value): Field => {
      const heading = nearest(headings, value);
      return { key: `${label?.text ?? ''} ${heading.text}`, value, place: 'table' };
    });
  });
}

/** @param headings at least one */
function nearest(headings: Row, { box }: Passage): Passage {
  // Columns are set flush left, flush right or centred: whichever edge is the closest counts.
  const distance = (heading: Passage) => {
    const left = Math.abs(heading.box.x - box.x);
    const right = Math.abs(heading.box.x + heading.box.width - box.x - box.width);
    return Math.min(left, right, (left + right) / 2);
  };
  return headings.reduce((best, heading) => (distance(heading) < distance(best) ? heading : best));
}

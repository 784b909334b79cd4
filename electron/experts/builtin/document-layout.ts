// A read page taken apart the way a person looks at it: rows across the whole page, cells in a row with
// wide gaps between them, and sentences that run over several lines. Pure.

import type { Box } from '../../../shared/media.ts';
import type { RecognisedLine, RecognisedWord } from './ocr-lines.ts';

/** Words that belong together, as one text in one box. */
export interface Passage {
  readonly text: string;
  readonly box: Box;
  /** Mean of the words', from 0 to 1. */
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
}

/** Cells from left to right. */
export type Row = readonly Passage[];

/** Of the words' height; a space is about a third of it. */
const LEAST_CELL_GAP = 1;
/** Words; fewer are a heading or a name. */
const LEAST_SENTENCE = 4;

/** @param words in order, at least one */
export function toPassage(words: readonly RecognisedWord[]): Passage {
  const left = Math.min(...words.map(({ box }) => box.x));
  const top = Math.min(...words.map(({ box }) => box.y));
  const right = Math.max(...words.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...words.map(({ box }) => box.y + box.height));
  return {
    text: words.map(({ text }) => text).join(' '),
    box: { x: left, y: top, width: right - left, height: bottom - top },
    confidence: words.reduce((total, word) => total + word.confidence, 0) / words.length,
    words,
  };
}

/** The page's rows from top to bottom, whatever the columns in which it was read. */
export function toRows(lines: readonly RecognisedLine[]): readonly Row[] {
  const words = lines
    .flatMap((line) => line.words)
    .toSorted((a, b) => centreOf(a.box) - centreOf(b.box));
  const rows: RecognisedWord[][] = [];
  for (const word of words) {
    const row = rows.at(-1);
    if (row !== undefined && isBeside(word, row)) {
      row.push(word);
    } else {
      rows.push([word]);
    }
  }
  return rows.map(toCells);
}

function centreOf({ y, height }: Box): number {
  return y + height / 2;
}

function isBeside({ box }: RecognisedWord, row: readonly RecognisedWord[]): boolean {
  const { box: whole } = toPassage(row);
  return Math.abs(centreOf(box) - centreOf(whole)) < Math.max(box.height, whole.height) / 2;
}

function toCells(row: readonly RecognisedWord[]): Row {
  const height = Math.max(...row.map(({ box }) => box.height));
  const cells: RecognisedWord[][] = [];
  for (const word of row.toSorted((a, b) => a.box.x - b.box.x)) {
    const cell = cells.at(-1);
    const last = cell?.at(-1)?.box;
    if (last !== undefined && word.box.x - (last.x + last.width) < LEAST_CELL_GAP * height) {
      cell?.push(word);
    } else {
      cells.push([word]);
    }
  }
  return cells.map(toPassage);
}

/**
 * Running text only, in reading order: lines with "Key: value" or with cells hold none. A sentence ends
 * with its mark or its paragraph.
 */
export function toSentences(lines: readonly RecognisedLine[]): readonly Passage[] {
  const sentences: RecognisedWord[][] = [];
  let isOpen = false;
  lines.forEach((line, index) => {
    const isRunning = isRunningText(line);
    isOpen = isOpen && isRunning && continues(line, lines[index - 1]);
    for (const word of isRunning ? line.words : []) {
      if (isOpen) {
        sentences.at(-1)?.push(word);
      } else {
        sentences.push([word]);
      }
      isOpen = !endsSentence(word);
    }
  });
  return sentences.filter(({ length }) => length >= LEAST_SENTENCE).map(toPassage);
}

/** A small letter goes on with the sentence, even where the recogniser saw a new paragraph. */
function continues(line: RecognisedLine, before: RecognisedLine | undefined): boolean {
  return before?.paragraph === line.paragraph || /^\p{Ll}/u.test(line.words[0]?.text ?? '');
}

function isRunningText({ words }: RecognisedLine): boolean {
  return toCells(words).length === 1 && !words.some(({ text }) => text.endsWith(':'));
}

/** Not after an initial, as in "J. Smith", nor after a number of a list, as in "3. Fees". */
function endsSentence({ text }: RecognisedWord): boolean {
  return /(?:\p{L}{2,}|\d{2,})[.!?]["')]?$/u.test(text);
}

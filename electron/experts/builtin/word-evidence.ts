// How far recognised words can be believed: what speaks for one reading over another, and which words
// are left out as noise.

import type { RecognisedLine, RecognisedWord } from './ocr-lines.ts';

/** White noise read as text scores 0.16 on average and 0.48 at best. */
const LEAST_PAGE_CONFIDENCE = 0.5;
const LEAST_WORD_CONFIDENCE = 0.3;
/** Specks and rules are read as dashes, bars and dots, seldom with more than this. */
const LEAST_MARK_CONFIDENCE = 0.6;

/** Mean confidence, from 0 to 1, each word weighing as much as it has letters; 0 without words. */
export function confidenceOf(lines: readonly RecognisedLine[]): number {
  const words = wordsOf(lines);
  const letters = sum(words.map(({ text }) => text.length));
  const weighted = sum(words.map(({ text, confidence }) => text.length * confidence));
  return letters === 0 ? 0 : weighted / letters;
}

/** Grows with letters that were read surely, shrinks with guessed ones; 0 without words. */
export function evidenceOf(lines: readonly RecognisedLine[]): number {
  return sum(
    wordsOf(lines).map(
      ({ text, confidence }) => text.length * (confidence - LEAST_PAGE_CONFIDENCE),
    ),
  );
}

/** Median height of the words with letters, in their boxes' pixels; undefined without any. */
export function medianHeight(lines: readonly RecognisedLine[]): number | undefined {
  const heights = wordsOf(lines)
    .filter(({ text }) => /\p{L}/u.test(text))
    // In a line that runs up or down the page, words stand on their sides.
    .map(({ box }) => Math.min(box.width, box.height))
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)];
}

/** The lines without words that are noise; none at all where the whole page reads like noise. */
export function believable(lines: readonly RecognisedLine[]): readonly RecognisedLine[] {
  if (confidenceOf(lines) < LEAST_PAGE_CONFIDENCE) {
    return [];
  }
  return lines
    .map((line) => ({ ...line, words: line.words.filter(isBelievable) }))
    .filter(({ words }) => words.length > 0);
}

function isBelievable({ text, confidence }: RecognisedWord): boolean {
  const isMark = !/[\p{L}\p{N}]/u.test(text);
  return confidence >= (isMark ? LEAST_MARK_CONFIDENCE : LEAST_WORD_CONFIDENCE);
}

function wordsOf(lines: readonly RecognisedLine[]): readonly RecognisedWord[] {
  return lines.flatMap(({ words }) => words);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

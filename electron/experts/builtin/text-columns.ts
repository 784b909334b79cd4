// Text set in columns that the recogniser read straight across: finds the gutter that runs down
// through consecutive lines, and puts the right side after the left. Tables stay in rows.

import type { RecognisedLine, RecognisedWord } from './ocr-lines.ts';

/** A stretch of x without words, in pixels of the source picture. */
interface Gutter {
  readonly from: number;
  readonly to: number;
}

/** Lines `first` to `end`, exclusive, that have the gutter in common. */
interface Run {
  readonly first: number;
  readonly end: number;
  readonly gutter: Gutter;
}

/** Of the height of the words beside it; the space between words is about a third. */
const LEAST_GUTTER = 1.2;
const LEAST_LINES = 3;
/** On each side and on average: the cells of a table hold fewer words than a column's lines. */
const LEAST_WORDS = 3.5;
/** Share of the words on each side that have letters; the columns of a table are often numbers. */
const LEAST_PROSE = 0.7;

/** Lines in reading order, given the order in which they stand on the page. */
export function separateColumns(lines: readonly RecognisedLine[]): readonly RecognisedLine[] {
  const run = longestRun(lines);
  if (run === undefined) {
    return lines;
  }
  const { left, right } = splitAt(lines.slice(run.first, run.end), run.gutter);
  const paragraphs = lines.map(({ paragraph }) => paragraph);
  const beside = Math.max(...paragraphs) + 1;
  return [
    ...lines.slice(0, run.first),
    ...separateColumns(left),
    ...separateColumns(right).map((line) => ({ ...line, paragraph: line.paragraph + beside })),
    ...separateColumns(lines.slice(run.end)).map((line) => ({
      ...line,
      paragraph: line.paragraph + 2 * beside,
    })),
  ];
}

function longestRun(lines: readonly RecognisedLine[]): Run | undefined {
  return lines
    .flatMap((line, first) => guttersOf(line).map((gutter) => extend(lines, first, gutter)))
    .filter((run) => isColumns(lines.slice(run.first, run.end), run.gutter))
    .reduce<Run | undefined>(
      (best, run) =>
        best === undefined || run.end - run.first > best.end - best.first ? run : best,
      undefined,
    );
}

function guttersOf({ words }: RecognisedLine): Gutter[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index];
    const from = before === undefined ? 0 : before.box.x + before.box.width;
    const isWide = word.box.x - from >= LEAST_GUTTER * word.box.height;
    return isWide ? [{ from, to: word.box.x }] : [];
  });
}

/** Goes down while the lines leave some of the gutter free, narrowing it as they do. */
function extend(lines: readonly RecognisedLine[], first: number, start: Gutter): Run {
  let gutter = start;
  let end = first + 1;
  for (const line of lines.slice(end)) {
    const free = freePart(line, gutter);
    if (free === undefined) {
      break;
    }
    gutter = free;
    end += 1;
  }
  return { first, end, gutter };
}

/** What the line leaves of the gutter; undefined where too little for one. */
function freePart({ words }: RecognisedLine, { from, to }: Gutter): Gutter | undefined {
  const middle = (from + to) / 2;
  if (words.some(({ box }) => box.x < middle && box.x + box.width > middle)) {
    return undefined;
  }
  const ends = words.map(({ box }) => box.x + box.width).filter((end) => end <= middle);
  const starts = words.map(({ box }) => box.x).filter((start) => start >= middle);
  const free = { from: Math.max(from, ...ends), to: Math.min(to, ...starts) };
  const height = words[0]?.box.height ?? 0;
  return free.to - free.from >= LEAST_GUTTER * height ? free : undefined;
}

function isColumns(lines: readonly RecognisedLine[], gutter: Gutter): boolean {
  const { left, right } = splitAt(lines, gutter);
  return [left, right].every((side) => side.length >= LEAST_LINES && isProse(side));
}

function isProse(lines: readonly RecognisedLine[]): boolean {
  const words = lines.flatMap((line) => line.words);
  const withLetters = words.filter(({ text }) => /\p{L}/u.test(text));
  return (
    words.length >= LEAST_WORDS * lines.length && withLetters.length >= LEAST_PROSE * words.length
  );
}

function splitAt(
  lines: readonly RecognisedLine[],
  { from, to }: Gutter,
): { readonly left: readonly RecognisedLine[]; readonly right: readonly RecognisedLine[] } {
  const middle = (from + to) / 2;
  const side = (isOnSide: (word: RecognisedWord) => boolean) =>
    lines
      .map((line) => ({ ...line, words: line.words.filter(isOnSide) }))
      .filter(({ words }) => words.length > 0);
  return {
    left: side(({ box }) => box.x < middle),
    right: side(({ box }) => box.x >= middle),
  };
}

// Makes a text fit for an English voice: marks and symbols become words or pauses, what can't be said
// is left out and counted, and the rest is cut into pieces short enough to speak one by one.

import { splitSentences } from './sentences.ts';
import { SPOKEN_MARKS } from './spoken-marks.ts';

/** How long to be silent after a piece. */
export type Pause = 'none' | 'sentence' | 'line' | 'paragraph';

export interface Piece {
  /** Printable ASCII with at least one letter or digit. */
  readonly text: string;
  readonly pause: Pause;
}

export interface Speakable {
  readonly pieces: readonly Piece[];
  /** Characters that no English voice can say, in order. */
  readonly unsayable: readonly string[];
  readonly emojiCount: number;
}

/** A piece is bounded, so that progress and stopping are never far away. */
const MAX_PIECE = 300;
/** A line this long that goes on in lower case was broken by a margin, not by its writer. */
const WRAPPED_LINE = 50;

export function toSpeakable(text: string): Speakable {
  const worded = SPOKEN_MARKS.reduce(
    (changed, { pattern, spoken }) => changed.replace(pattern, spoken),
    text.normalize('NFC'),
  );
  const { kept: withoutEmoji, removed: emoji } = removeAll(worded, EMOJI);
  const plain = withoutEmoji.normalize('NFKD').replace(/\p{M}/gu, '');
  const { kept, removed: unsayable } = removeAll(plain, /[^\n\x20-\x7e]/gu);
  return { pieces: toPieces(kept), unsayable, emojiCount: emoji.length };
}

/** A picture with its modifiers and joined parts, a flag, or a key cap. */
const EMOJI =
  /\p{RI}{2}|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:[\ufe0e\ufe0f\p{EMod}]|\u200d\p{Extended_Pictographic})*/gu;

function removeAll(
  text: string,
  pattern: RegExp,
): { readonly kept: string; readonly removed: readonly string[] } {
  return { kept: text.replace(pattern, ' '), removed: text.match(pattern) ?? [] };
}

function toPieces(text: string): readonly Piece[] {
  const pieces = unwrapped(text)
    .split(/\n(?:[ \n]*\n)/)
    .flatMap((paragraph) => ended(paragraph.split('\n').flatMap(linePieces), 'paragraph'));
  return ended(pieces, 'none');
}

/** Puts lines together that only a margin has parted. */
function unwrapped(text: string): string {
  const lines = text.split('\n');
  const breaks = lines.map((line, index) => {
    const before = lines[index - 1] ?? '';
    return before.length >= WRAPPED_LINE && /^ *[a-z]/.test(line) ? ' ' : '\n';
  });
  return lines
    .map((line, index) => `${breaks[index]}${line}`)
    .join('')
    .trim();
}

function linePieces(line: string): readonly Piece[] {
  const pieces = splitSentences(tidied(line)).flatMap((sentence) =>
    ended(
      cutLong(sentence.text).map((text): Piece => ({ text, pause: 'none' })),
      'sentence',
    ),
  );
  return ended(pieces, 'line');
}

/** Without the spaces that replaced marks have left. */
function tidied(line: string): string {
  return line.replace(/ +/g, ' ').replace(/ (?=[,.;:!?])/g, '');
}

/** Gives the last piece the pause that follows it. */
function ended(pieces: readonly Piece[], pause: Pause): readonly Piece[] {
  const last = pieces.at(-1);
  return last === undefined ? [] : [...pieces.slice(0, -1), { ...last, pause }];
}

/** Cuts after a clause where there is one, else between words, else anywhere; drops what has no sound. */
function cutLong(sentence: string): readonly string[] {
  const pieces: string[] = [];
  let rest = sentence.trim();
  while (rest.length > MAX_PIECE) {
    const head = rest.slice(0, MAX_PIECE);
    const cut = lastMatchEnd(head, /[,;:)](?= )/g) ?? lastMatchEnd(head, / /g) ?? MAX_PIECE;
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...pieces, rest].filter((piece) => /[a-z0-9]/i.test(piece));
}

function lastMatchEnd(text: string, pattern: RegExp): number | undefined {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? undefined : last.index + last[0].length;
}

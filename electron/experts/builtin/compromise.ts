// The one door to compromise: reads an English text into terms with exact offsets and tags. What the
// terms amount to (entities, noun phrases, answers) belongs to the files that use it.

import { type Span, splitSentences } from './sentences.ts';

/** A word as compromise sees it, without the punctuation around it. */
export interface Term extends Span {
  readonly tags: ReadonlySet<string>;
  /** Dictionary form in lower case: "write" for "wrote". */
  readonly root: string;
  /** Counts from 0; terms of one sentence share it. */
  readonly sentence: number;
}

/** Terms that belong together, in the words of compromise's match syntax. */
type TermFinder = (pattern: string) => readonly TermRange[];

/** Indexes into the terms of the text, end exclusive. */
export interface TermRange {
  readonly from: number;
  readonly to: number;
}

export interface ParsedText {
  readonly terms: readonly Term[];
  /** Every match of a pattern such as `#Person+`, without those inside longer ones of its kind. */
  readonly find: TermFinder;
}

interface RawTerm {
  readonly text: string;
  readonly pre: string;
  readonly post: string;
  readonly normal: string;
  readonly root?: string;
  readonly implicit?: string;
  readonly tags?: ReadonlySet<string>;
}
/** The part of compromise's document that is used here. */
interface RawDocument {
  readonly document: readonly (readonly RawTerm[])[];
  readonly compute: (methods: string[]) => unknown;
  readonly match: (pattern: string) => {
    readonly fullPointer: readonly (readonly (number | string | undefined)[])[];
  };
}
type Parser = (text: string) => ParsedText;
type Read = (text: string) => RawDocument;

/** A piece of the text as compromise read it. */
interface ReadPiece {
  readonly document: RawDocument;
  /** For each of compromise's sentences, the index of each of its terms among those of the text. */
  readonly positions: readonly (readonly number[])[];
}

/** Characters given to compromise at once: its time grows with the square of a sentence's length. */
const LONGEST_PIECE = 1000;

let parser: Promise<Parser> | undefined;

/** Loads compromise on the first call; every later one gives the same parser. */
export function loadParser(): Promise<Parser> {
  parser ??= import('compromise').then(({ default: nlp }) => {
    // compromise's own types leave out the pointer and what `compute` adds to a term.
    const read = (text: string) => nlp(text) as unknown as RawDocument;
    return (text) => parseText(read, text);
  });
  return parser;
}

function parseText(read: Read, text: string): ParsedText {
  const terms: Term[] = [];
  const pieces = splitSentences(text)
    .flatMap(cutLong)
    .map((piece, index) => readPiece(read, piece, { terms, index }));
  return { terms, find: (pattern) => pieces.flatMap((piece) => findRanges(piece, pattern)) };
}

/** Pieces of a sentence, cut at white space where there is any. */
function cutLong({ text, start, end }: Span): readonly Span[] {
  const pieces: Span[] = [];
  let from = 0;
  while (text.length - from > LONGEST_PIECE) {
    const space = text.lastIndexOf(' ', from + LONGEST_PIECE);
    const to = space > from ? space : from + LONGEST_PIECE;
    pieces.push({ text: text.slice(from, to), start: start + from, end: start + to });
    from = to;
  }
  return [...pieces, { text: text.slice(from), start: start + from, end }];
}

/** Reads a piece and adds its terms to those of the text. */
function readPiece(
  read: Read,
  piece: Span,
  { terms, index }: { readonly terms: Term[]; readonly index: number },
): ReadPiece {
  const line = piece.text.replace(/[\r\n]/gu, ' '); // compromise ends a sentence at each line
  const document = read(line);
  document.compute(['root']);
  let cursor = 0;
  const positions = document.document.map((rawTerms) => {
    const places: number[] = [];
    for (const raw of rawTerms) {
      places.push(terms.length);
      const at = raw.text === '' ? -1 : line.indexOf(raw.text, cursor);
      if (at >= 0) {
        cursor = at + raw.text.length;
        const place = { start: piece.start + at, end: piece.start + cursor, sentence: index };
        terms.push(toTerm(raw, place));
      }
    }
    return [...places, terms.length];
  });
  return { document, positions };
}

function toTerm(
  raw: RawTerm,
  place: { readonly start: number; readonly end: number; readonly sentence: number },
): Term {
  return {
    ...place,
    text: raw.text,
    tags: raw.tags ?? new Set<string>(),
    root: (raw.root ?? raw.normal).toLowerCase(),
  };
}

/** A term that a contraction only implies has no place of its own, so its range may be empty. */
function findRanges({ document, positions }: ReadPiece, pattern: string): readonly TermRange[] {
  return document.match(pattern).fullPointer.flatMap(([sentence, first, end]) => {
    const places = positions[Number(sentence)] ?? [];
    const from = places[Number(first)];
    const to = places[Number(end)];
    return from === undefined || to === undefined || from >= to ? [] : [{ from, to }];
  });
}

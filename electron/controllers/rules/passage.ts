// The stretch of a request that belongs to one chosen task, and what stands in it: quotations, files and
// the words themselves as the person wrote them.

import type { ResourceKind } from '../../../shared/media.ts';
import type { Choice } from './choose.ts';
import type { Sentence } from './sentences.ts';
import type { Token, TokenLine } from './tokens.ts';

export interface Passage {
  readonly quotes: readonly string[];
  /** Files of the passage, those in the phrase itself and the rest. */
  readonly files: readonly Token[];
  /** From the phrase to the next task or the end of the sentence, as it was written. */
  readonly words: string;
  /** What comes after the phrase, likewise. */
  readonly rest: string;
  /** The whole sentence. */
  readonly sentence: string;
  /** What links it to the task before: the words between the two phrases, lower case. */
  readonly link: string;
}

/** The request with its line and sentences: what a passage is cut from. */
export interface Reading {
  readonly request: string;
  readonly line: TokenLine;
  readonly sentences: readonly Sentence[];
}

export function passagesOf(reading: Reading, choices: readonly Choice[]): readonly Passage[] {
  return choices.map((choice, index) => {
    const sentence = reading.sentences[choice.sentence] ?? { start: 0, end: 0 };
    const before = choices.slice(0, index).findLast((other) => other.end <= choice.start);
    const next = choices.slice(index).find((other) => other.start >= choice.end);
    const from = before?.end ?? 0;
    const to = next?.start ?? reading.line.line.length;
    const tokens = tokensBetween(reading.line, from, to);
    // What stands before the task's own sentence belongs to the task before, where there is one.
    const own =
      before === undefined
        ? tokens
        : tokensBetween(reading.line, Math.max(from, sentence.start), to);
    const end = Math.min(to, sentence.end);
    return {
      quotes: own.filter(({ type }) => type === 'quote').map(({ text }) => text),
      files: tokens.filter(({ type }) => type === 'file'),
      words: written(reading, choice.start, end),
      rest: written(reading, choice.end, end),
      sentence: written(reading, sentence.start, sentence.end),
      link: reading.line.line.slice(from, choice.end),
    };
  });
}

export function tokensBetween(line: TokenLine, from: number, to: number): readonly Token[] {
  return line.tokens.filter((_, index) => {
    const offset = line.offsets[index] ?? 0;
    return offset >= from && offset < to;
  });
}

const LOOSE_END =
  /(?:[\s,;:.]|(?<=\s)(?:and|then|also|or|finally|next|but|please|afterwards?|after that|lastly|could you|can you)(?=\s|$))+$/i;

/** The words between two offsets of the line, without the joints to what follows. */
function written({ request, line }: Reading, from: number, to: number): string {
  const spans = line.tokens.flatMap((token, index) =>
    spanBetween(token, line.offsets[index] ?? 0, { from, to }),
  );
  const [first, last] = [spans[0], spans.at(-1)];
  return first === undefined || last === undefined
    ? ''
    : request.slice(first.start, last.end).replace(LOOSE_END, '').trim();
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where what stands of a token between two offsets of the line is in the request. */
function spanBetween(
  { type, text, start, end }: Token,
  offset: number,
  { from, to }: { readonly from: number; readonly to: number },
): Span[] {
  if (type !== 'word') {
    return offset >= from && offset < to ? [{ start, end }] : [];
  }
  // Chinese has no spaces: a phrase may begin or end within a word of the line.
  return offset < to && offset + text.length > from
    ? [{ start: start + Math.max(0, from - offset), end: Math.min(end, start + to - offset) }]
    : [];
}

/** The names of the files of one kind that stand side by side before or at an offset: "a, b and c". */
export function fileGroups(line: TokenLine, kind: ResourceKind): readonly FileGroup[] {
  const groups: { names: string[]; start: number; end: number }[] = [];
  line.tokens.forEach((token, index) => {
    if (token.type !== 'file' || token.kind !== kind) {
      return;
    }
    const start = line.offsets[index] ?? 0;
    const last = groups.at(-1);
    const joint = last === undefined ? '' : line.line.slice(last.end, start);
    const end = start + `@${kind}`.length;
    if (last !== undefined && /^(?: (?:and|or|和|与|以及|&|,|plus))+ $/.test(joint)) {
      last.names.push(...(last.names.includes(token.text) ? [] : [token.text]));
      last.end = end;
    } else {
      groups.push({ names: [token.text], start, end });
    }
  });
  return groups;
}

export interface FileGroup {
  readonly names: readonly string[];
  /** Offsets in the token line. */
  readonly start: number;
  readonly end: number;
}

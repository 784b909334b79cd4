// Takes a long text apart into pieces that a model can read whole, at the ends of sentences where it can.
// Nothing is left out: the pieces with what is between them are the text.

import { splitSentences } from '../builtin/sentences.ts';

export interface Piece {
  /** One line; a sentence that was wrapped by hand is joined. */
  readonly text: string;
  /** White space up to the next piece, as it stands in the text. */
  readonly after: string;
}

type Fits = (text: string) => boolean;

/** Each sentence, those that don't fit in several pieces. */
export function sentencePieces(text: string, fits: Fits): readonly Piece[] {
  const sentences = splitSentences(text);
  return sentences.flatMap(({ text: sentence, end }, i) => {
    const next = sentences[i + 1]?.start ?? end;
    const parts = splitLong(sentence.replace(/\s+/gu, ' '), fits);
    return parts.map((part, at) => ({
      text: part,
      after: at === parts.length - 1 ? text.slice(end, next) : ' ',
    }));
  });
}

/** As many sentences together as fit, in order. */
export function textWindows(text: string, fits: Fits): readonly string[] {
  const windows: string[] = [];
  let open = '';
  let between = '';
  for (const { text: piece, after } of sentencePieces(text, fits)) {
    const longer = open + between + piece;
    if (open !== '' && !fits(longer)) {
      windows.push(open);
      open = piece;
    } else {
      open = longer;
    }
    between = after;
  }
  return open === '' ? windows : [...windows, open];
}

/** Halves what is too long, after a comma or else between words, as near the middle as there is one. */
function splitLong(text: string, fits: Fits): readonly string[] {
  if (fits(text) || text.length < 2) {
    return [text];
  }
  const at = nearMiddle(text, /[,;:，、；]\s?/gu) ?? nearMiddle(text, /\s/gu);
  const cut = at ?? Math.floor(text.length / 2);
  return [text.slice(0, cut).trim(), text.slice(cut).trim()]
    .filter((half) => half !== '')
    .flatMap((half) => splitLong(half, fits));
}

/** Where the mark that is nearest the middle ends, if it is not in the outer quarters. */
function nearMiddle(text: string, marks: RegExp): number | undefined {
  const middle = text.length / 2;
  return [...text.matchAll(marks)]
    .map(({ 0: mark, index }) => index + mark.length)
    .filter((end) => end >= middle / 2 && end <= middle * 1.5)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
}

// Where in a text the pieces of a tokenizer stand, since Transformers.js tells no offsets. A piece is
// looked for in the text as tokenizers see it: in lower case, without accents, in compatible forms.

/** UTF-16 code units, end exclusive. */
export interface Offsets {
  readonly start: number;
  readonly end: number;
}

export interface PieceForm {
  /** One character of a piece stands for one byte of UTF-8, as in GPT-2 and RoBERTa. */
  readonly isByteLevel: boolean;
  /** Stands for whatever the vocabulary lacks. */
  readonly unknown: string;
}

/**
 * Offsets of each piece within the stretch of text that they were made of, without the white space
 * around it. Pieces that stand for something unknown share what lies between the known ones.
 */
export function alignPieces(
  stretch: string,
  pieces: readonly string[],
  form: PieceForm,
): readonly Offsets[] {
  const found = form.isByteLevel
    ? alignBytes(stretch, pieces)
    : alignLetters(stretch, pieces, form.unknown);
  return found.map(({ start, end }) => trimmed(stretch, start, end));
}

function trimmed(stretch: string, start: number, end: number): Offsets {
  const slice = stretch.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: Math.max(from, start + slice.trimEnd().length) };
}

function alignBytes(stretch: string, pieces: readonly string[]): readonly Offsets[] {
  const places = placesOf(stretch, (point) => Buffer.byteLength(point));
  let at = 0;
  return pieces.map((piece) => {
    const from = at;
    at += piece.length;
    return spanOf(places, { from, to: at, length: stretch.length });
  });
}

/** For each unit that `count` gives a code point, where the code point stands. */
function placesOf(stretch: string, count: (point: string) => number): readonly Offsets[] {
  const places: Offsets[] = [];
  let start = 0;
  for (const point of stretch) {
    const end = start + point.length;
    for (let i = count(point); i > 0; i -= 1) {
      places.push({ start, end });
    }
    start = end;
  }
  return places;
}

interface Units {
  readonly from: number;
  readonly to: number;
  /** Of the stretch, for what lies behind its last unit. */
  readonly length: number;
}

/** Marks and invisible characters that have no unit of their own go with the letter before them. */
function spanOf(places: readonly Offsets[], { from, to, length }: Units): Offsets {
  const start = places[from]?.start ?? length;
  const last = places[to - 1]?.end ?? length;
  const next = places[to]?.start ?? length;
  return { start, end: to > from ? Math.max(last, next) : start };
}

function alignLetters(
  stretch: string,
  pieces: readonly string[],
  unknown: string,
): readonly Offsets[] {
  const places = placesOf(stretch, (point) => fold(point).length);
  const folded = [...stretch].map(fold).join('');
  const spans: { from: number; to: number }[] = [];
  let at = 0;
  let pending = 0; // pieces at the end of `spans` that wait for the next known one
  for (const piece of pieces) {
    const surface = fold(surfaceOf(piece));
    const from = piece === unknown ? -1 : folded.indexOf(surface, at);
    if (from < 0) {
      spans.push({ from: at, to: folded.length });
      pending += 1;
      continue;
    }
    for (const span of spans.slice(spans.length - pending)) {
      span.to = from;
    }
    pending = 0;
    at = from + surface.length;
    spans.push({ from, to: at });
  }
  return spans.map((span) => spanOf(places, { ...span, length: stretch.length }));
}

/** Without what marks its place in a word. */
function surfaceOf(piece: string): string {
  return piece.replace(/^(?:##|▁)|<\/w>$/gu, '');
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}|\p{C}/gu, '');
}

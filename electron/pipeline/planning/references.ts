// References as they stand in a text: "<resource>-2", "<GENERATED-2>", "<node-2>". Which task a
// number means belongs to numbering.ts.

/** A reference by the number that was written. */
export interface WrittenReference {
  /** Undefined for a placeholder that was never filled, as in "<resource>-dep_id". */
  readonly number: number | undefined;
  readonly written: string;
}

/** A stretch of plain text, or a reference. */
export type Piece = string | WrittenReference;

const WORDS = 'resource|generated|node';
const REFERENCE = new RegExp(
  `<(?:${WORDS})[-_ ](\\d+)>|<(?:${WORDS})>\\s?[-_]\\s?(?:(\\d+)|dep_?id|id\\b)`,
  'gi',
);

/** A text as plain stretches and references, in order; a text without references is one stretch. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > from) {
      pieces.push(text.slice(from, match.index));
    }
    const digits = match[1] ?? match[2];
    pieces.push({ number: digits === undefined ? undefined : Number(digits), written: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length || pieces.length === 0) {
    pieces.push(text.slice(from));
  }
  return pieces;
}

/** Every reference in a text, in order. */
export function referencesIn(text: string): readonly WrittenReference[] {
  return text.includes('<')
    ? piecesOf(text).filter((piece): piece is WrittenReference => typeof piece !== 'string')
    : [];
}

// A JSON text while it is written byte by byte: what of it can be read, and where in it the end stands.

/** Outside of strings, within one, or behind its backslash. */
export type Place = 'outside' | 'string' | 'escape';

export interface JsonSoFar {
  readonly text: string;
  readonly place: Place;
  /** The bytes of a character that has only begun. */
  readonly begun: readonly number[];
}

export const NOTHING: JsonSoFar = { text: '', place: 'outside', begun: [] };

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Undefined where no text of UTF-8 goes on like this. */
export function extend(
  { text, place, begun }: JsonSoFar,
  more: Uint8Array | readonly number[],
): JsonSoFar | undefined {
  const bytes = Uint8Array.from([...begun, ...more]);
  try {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const added = read.decode(bytes, { stream: true });
    const rest = [...bytes.subarray(Buffer.byteLength(added))];
    return { text: text + added, place: [...more].reduce(placeAfter, place), begun: rest };
  } catch {
    return undefined; // the decoder's one reason to throw
  }
}

export function placeAfter(place: Place, byte: number): Place {
  if (place === 'escape') {
    return 'string';
  }
  if (byte === QUOTE) {
    return place === 'string' ? 'outside' : 'string';
  }
  return place === 'string' && byte === BACKSLASH ? 'escape' : place;
}

/** What UTF-8 allows second after some first bytes; elsewhere it is all of 0x80 to 0xbf. */
const SECOND: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);
const [FIRST_OF_SEVERAL, FIRST_OF_THREE, FIRST_OF_FOUR] = [0xc2, 0xe0, 0xf0];

/** Bytes that may go on with a character that has begun. */
export function continuations([first = 0, ...others]: readonly number[]): readonly number[] {
  const [from, to] = (others.length === 0 && SECOND.get(first)) || [0x80, 0xbf];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** What of a character has begun after one byte more. */
export function begunAfter(begun: readonly number[], byte: number): readonly number[] {
  const all = [...begun, byte];
  const [first = 0] = all;
  const length =
    1 + [FIRST_OF_SEVERAL, FIRST_OF_THREE, FIRST_OF_FOUR].filter((least) => first >= least).length;
  return all.length < length ? all : [];
}

// How a text of a form is ended with the fewest detours from where it stands: quotes and brackets are
// closed, and what the form still asks for is written as short as it allows.

import type { FormMatcher } from '../../runner/grammar.ts';
import { begunAfter, continuations, type JsonSoFar, placeAfter } from './json-so-far.ts';

export interface ClosingWish {
  readonly matcher: FormMatcher;
  readonly soFar: JsonSoFar;
  /** The token that is a byte alone, by byte. */
  readonly bytes: readonly (number | undefined)[];
  /** Tokens that the end may take. */
  readonly limit: number;
}

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i);
/** First bytes of characters that take several. */
const FIRST_BYTES = Array.from({ length: 0xf5 - 0xc2 }, (_, i) => 0xc2 + i);
/** Tried in this order. Outside of strings what closes, what leads on, numbers, what opens, then all else. */
const TRIED_OUTSIDE = triedFirst('}]",:0123456789ntf[{');
const TRIED_WITHIN = [...triedFirst('"abcdefghijklmnopqrstuvwxyz'), ...FIRST_BYTES];
const PLAIN = /^[\x20-\x7e]+$/;

function triedFirst(letters: string): readonly number[] {
  return [...new Set([...Buffer.from(letters), ...PRINTABLE])];
}

/**
 * One token for each byte; the matcher stands where it stood before.
 * @returns undefined where it takes more than the limit, or bytes that are no tokens
 */
export function closingTokens(wish: ClosingWish): readonly number[] | undefined {
  const { matcher, soFar, bytes, limit } = wish;
  const taken: number[] = [];
  let at: Standing | undefined = soFar;
  let forced: readonly number[] = [];
  while (at !== undefined && !matcher.isTerminated() && taken.length < limit) {
    forced = forced.length > 1 ? forced.slice(1) : forcedBytes(matcher, at);
    const byte: number | undefined = (forced.length > 0 ? forced.slice(0, 1) : tried(at)).find(
      (each) => accepts(matcher, bytes[each]),
    );
    taken.push(...(byte === undefined ? [] : [bytes[byte] ?? 0]));
    at = byte === undefined ? undefined : after(at, byte);
  }
  const isClosed = matcher.isTerminated();
  if (taken.length > 0) {
    matcher.rollBack(taken.length);
  }
  return isClosed ? taken : undefined;
}

type Standing = Omit<JsonSoFar, 'text'>;

function after({ place, begun }: Standing, byte: number): Standing {
  return { place: placeAfter(place, byte), begun: begunAfter(begun, byte) };
}

function accepts(matcher: FormMatcher, token: number | undefined): boolean {
  return token !== undefined && matcher.acceptToken(token);
}

/** What must come is known without trying, which saves most of the time. */
function forcedBytes(matcher: FormMatcher, { begun }: Standing): readonly number[] {
  const forced = begun.length > 0 ? '' : matcher.findJumpForwardString();
  return PLAIN.test(forced) ? [...Buffer.from(forced)] : [];
}

function tried({ place, begun }: Standing): readonly number[] {
  if (begun.length > 0) {
    return continuations(begun);
  }
  return place === 'outside' ? TRIED_OUTSIDE : TRIED_WITHIN;
}

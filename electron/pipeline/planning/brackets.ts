// Reads one list or object out of a longer text and puts its brackets and commas right: where it ends,
// what is missing and what is too much. What the list means belongs to shape.ts.

import { LIMITS } from './findings.ts';
import { solidFrom, type Token, type TokenKind, tokenAt } from './tokens.ts';

/** A stretch of text that holds a list, or objects that should stand in one. */
export interface Region {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** The stretch as a list in JSON, its brackets balanced. */
  readonly list: string;
  /** Brackets that the text lacks at its very end, such as "}]"; "" where it was closed. */
  readonly missing: string;
  /** The text ends inside a value or after a comma: more was coming. */
  readonly isTorn: boolean;
  readonly isTooDeep: boolean;
  /** A value stands where a key should be: what the brackets were is anyone's guess. */
  readonly isBroken: boolean;
  /** It starts with an object: a single one, or a list whose first bracket is missing. */
  readonly isUnopened: boolean;
}

interface Frame {
  readonly closer: ']' | '}';
  /** Where in `out` its latest comma stands, or its opening bracket before the first. */
  comma: number;
  holdsObjects: boolean;
  /** In an object: where in `out` its latest plain value stands. */
  value: number;
  /** In an object: a value without a key has been read after the latest one. */
  isLoose: boolean;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly out: string[];
  readonly frames: Frame[];
  last: TokenKind | undefined;
  /** The token before the last. */
  before: TokenKind | undefined;
  readonly isUnopened: boolean;
  endsInString: boolean;
  isBroken: boolean;
}

/** Reads the region whose first bracket stands at `start`. One pass, linear in the text. */
export function readRegion(text: string, start: number): Region {
  const isUnopened = text[start] === '{';
  const scan: Scan = {
    text,
    at: start,
    out: isUnopened ? ['['] : [],
    frames: isUnopened ? [{ ...newFrame(']', 0), holdsObjects: true }] : [],
    last: undefined,
    before: undefined,
    isUnopened,
    endsInString: false,
    isBroken: false,
  };
  let goesOn = true;
  while (goesOn && scan.at < text.length && scan.frames.length <= LIMITS.depth) {
    goesOn = takeToken(scan);
  }
  return closeRegion(scan, start);
}

function closeRegion(scan: Scan, start: number): Region {
  const closers = scan.frames.map((frame) => frame.closer).reverse();
  const isSingle = scan.isUnopened && closers.length === 1 && scan.last === 'close';
  const next = scan.text.charAt(solidFrom(scan.text, scan.at));
  const isStopped = next !== '' && next !== '`' && closers.length > 1; // by prose, inside a task
  return {
    start,
    end: scan.at,
    list: scan.out.join('') + closers.join(''),
    missing: (next === '' || closers.length > 1) && !isSingle ? closers.join('') : '',
    isTorn: closers.length > 0 && !isSingle && (isStopped || endsInValue(scan)),
    isTooDeep: scan.frames.length > LIMITS.depth,
    isBroken: scan.isBroken,
    isUnopened: scan.isUnopened,
  };
}

/** Whether the text breaks off where something must follow: in a string, a number, after a key. */
function endsInValue(scan: Scan): boolean {
  if (scan.endsInString || scan.last !== 'string') {
    return scan.endsInString || scan.last !== 'close';
  }
  return scan.frames.at(-1)?.closer === '}' && scan.before !== 'colon';
}

/** @returns false where the region ends here. */
function takeToken(scan: Scan): boolean {
  const token = tokenAt(scan.text, scan.at, scan.last);
  const isAfterValue = scan.last === 'string' || scan.last === 'close' || scan.last === 'bare';
  if (token.kind === 'bare' && (scan.last === 'string' || scan.last === 'close')) {
    return false; // prose after a list that was not closed
  }
  scan.at = token.end;
  scan.endsInString = token.isOpen === true;
  switch (token.kind) {
    case 'space':
      return true;
    case 'open':
      takeOpener(scan, token);
      return true;
    case 'close':
      takeCloser(scan, token.json === ']' ? ']' : '}');
      return scan.frames.length > 0 && goesOnAfterClose(scan);
    case 'comma':
      takeComma(scan);
      return true;
    case 'colon':
      mendBeforeColon(scan);
      emit(scan, token);
      return true;
    default:
      if (isAfterValue) {
        takeComma(scan); // forgotten between two values
      }
      emit(scan, token);
      noteValue(scan);
      return true;
  }
}

/** Remembers where a value stands, and whether it is one that should have been a key. */
function noteValue(scan: Scan): void {
  const frame = scan.frames.at(-1);
  if (frame?.closer !== '}') {
    return;
  }
  if (scan.before === 'colon') {
    frame.value = scan.out.length - 1;
  } else if (scan.text.charAt(solidFrom(scan.text, scan.at)) !== ':') {
    frame.isLoose = true;
  } else {
    scan.isBroken ||= frame.isLoose;
  }
}

function emit(scan: Scan, { kind, json }: Pick<Token, 'kind' | 'json'>): void {
  scan.out.push(json);
  scan.before = scan.last;
  scan.last = kind;
}

function takeComma(scan: Scan): void {
  const frame = scan.frames.at(-1);
  if (frame === undefined || scan.last === 'comma' || scan.last === 'open') {
    return; // one comma too many
  }
  emit(scan, { kind: 'comma', json: ',' });
  frame.comma = scan.out.length - 1;
}

function pushFrame(scan: Scan, closer: Frame['closer'], comma: number): void {
  scan.frames.push(newFrame(closer, comma));
}

function newFrame(closer: Frame['closer'], comma: number): Frame {
  return { closer, comma, holdsObjects: false, value: comma, isLoose: false };
}

function takeOpener(scan: Scan, token: Token): void {
  const frame = scan.frames.at(-1);
  if (token.json === '{' && frame?.closer === '}' && scan.last !== 'colon') {
    if (scan.last === 'open') {
      return; // one brace too many
    }
    closeObjects(scan);
  }
  if (scan.last === 'close' || scan.last === 'string' || scan.last === 'bare') {
    takeComma(scan);
  }
  const holder = scan.frames.at(-1);
  if (holder !== undefined && token.json === '{') {
    holder.holdsObjects = true;
  }
  emit(scan, token);
  pushFrame(scan, token.json === '[' ? ']' : '}', scan.out.length - 1);
}

/** A new object starts where a key should be: the objects before it were never closed. */
function closeObjects(scan: Scan): void {
  const isAfterComma = scan.last === 'comma';
  if (isAfterComma) {
    scan.out.pop();
  }
  while (scan.frames.at(-1)?.closer === '}') {
    closeFrame(scan);
  }
  if (isAfterComma) {
    takeComma(scan);
  }
}

function takeCloser(scan: Scan, closer: ']' | '}'): void {
  const frame = scan.frames.at(-1);
  if (scan.last === 'comma') {
    scan.out[scan.out.length - 1] = ''; // a trailing comma
  }
  if (frame?.closer === closer) {
    const isTooMany = closer === ']' && scan.frames.length === 1 && nextTaskFollows(scan);
    if (!isTooMany) {
      closeFrame(scan);
    }
  } else if (closer === '}' && frame !== undefined) {
    if (scan.frames.length > 1 && !frame.holdsObjects) {
      closeFrame(scan);
      closeFrame(scan);
    } // else one brace too many
  } else if (frame?.isLoose === true && scan.last !== 'comma') {
    scan.out[frame.value] = `[${scan.out[frame.value] ?? ''}`; // a list that was never opened
    frame.isLoose = false;
    emit(scan, { kind: 'close', json: ']' });
  } else if (!/^[,}\]]$/.test(scan.text.charAt(solidFrom(scan.text, scan.at)))) {
    while (scan.frames.at(-1)?.closer === '}') {
      closeFrame(scan);
    }
    closeFrame(scan);
  } // else one bracket too many
}

function closeFrame(scan: Scan): void {
  const frame = scan.frames.pop();
  if (frame !== undefined) {
    scan.isBroken ||= frame.isLoose;
    emit(scan, { kind: 'close', json: frame.closer });
  }
}

const NEXT_TASK = /\s*,\s*\{/y;
function nextTaskFollows(scan: Scan): boolean {
  NEXT_TASK.lastIndex = scan.at;
  return NEXT_TASK.test(scan.text);
}

/** Between objects that should stand in a list: commas, line breaks, bullets. */
const GAP = /[\s,;]*(?:\d{1,4}[.)]\s*|[-*]\s+)?(?=[{\]}])/y;

function goesOnAfterClose(scan: Scan): boolean {
  if (scan.frames.length > 1 || scan.last !== 'close') {
    return true;
  }
  if (!scan.isUnopened) {
    const next = scan.text.charAt(solidFrom(scan.text, scan.at));
    return next === '' || /[,\]}{"'/]/.test(next);
  }
  GAP.lastIndex = scan.at;
  const gap = GAP.exec(scan.text)?.[0];
  scan.at += gap?.length ?? 0;
  return gap !== undefined;
}

/** A colon says that the string before it is a key; where a key cannot stand, a bracket is missing. */
function mendBeforeColon(scan: Scan): void {
  const frame = scan.frames.at(-1);
  if (frame === undefined || scan.last !== 'string') {
    return;
  }
  const isInList = frame.closer === ']';
  const key = scan.out.length - 1;
  if (isInList && scan.frames.length > 1 && !frame.holdsObjects) {
    const comma = scan.out[frame.comma] ?? '';
    scan.out[frame.comma] = comma === '[' ? '[],' : `]${comma}`;
    scan.frames.pop();
    const holder = scan.frames.at(-1);
    if (holder !== undefined) {
      holder.comma = frame.comma;
    }
  } else if (isInList || scan.before === 'colon') {
    scan.out[key] = `{${scan.out[key] ?? ''}`;
    frame.holdsObjects = true;
    pushFrame(scan, '}', key);
  }
}

// From a text to edits: goes through it from left to right, takes the longest wording that a table
// knows, passes over words that ask for nothing, and collects the rest as not understood. Pure.

import { ENGLISH_FILLER, ENGLISH_RULES } from './edit-rules.ts';
import { CHINESE_FILLER, CHINESE_RULES } from './edit-rules-chinese.ts';
import type { Edit } from './edits.ts';

export interface Instructions {
  /** In the order of the text. */
  readonly edits: readonly Edit[];
  /** Stretches that ask for something else, as written but in lower case. */
  readonly notUnderstood: readonly string[];
}

/** Goes on over words that ask for nothing, up to the next edit. */
interface Stretch {
  readonly from: number;
  to: number;
}

/** Nobody describes edits at greater length; it bounds the time that a hostile text takes. */
const MAX_LENGTH = 2000;
const RULES = [...ENGLISH_RULES, ...CHINESE_RULES];
const FILLERS = [/[\s\p{P}]+/uy, ENGLISH_FILLER, CHINESE_FILLER];
/** A word, or one character of a script that has no spaces. */
const WORD = /\p{Script=Han}|[^\s\p{Script=Han}]+?(?=[\s,.;!?。，；！？]|\p{Script=Han}|$)|\S/uy;

/** Never throws, whatever the text. */
export function parseInstructions(text: string): Instructions {
  // NFKC makes one of full-width and ordinary digits; the sign of multiplication is read as an x.
  const written = text.normalize('NFKC').toLowerCase().replaceAll('×', 'x').slice(0, MAX_LENGTH);
  const edits: Edit[] = [];
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (let at = 0; at < written.length; ) {
    const found = longestRule(written, at);
    if (found !== undefined) {
      edits.push(found.edit);
      open = undefined;
      at += found.length;
      continue;
    }
    const passed = fillerAt(written, at);
    if (passed === 0) {
      const to = at + Math.max(1, matchLength(WORD, written, at));
      open ??= startStretch(stretches, at);
      open.to = to;
      at = to;
    }
    at += passed;
  }
  return { edits, notUnderstood: stretches.map(({ from, to }) => written.slice(from, to)) };
}

function startStretch(stretches: Stretch[], from: number): Stretch {
  const stretch = { from, to: from };
  stretches.push(stretch);
  return stretch;
}

function longestRule(
  text: string,
  at: number,
): { readonly edit: Edit; readonly length: number } | undefined {
  let longest: { readonly edit: Edit; readonly length: number } | undefined;
  for (const { pattern, toEdit } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const length = match?.[0].length ?? 0;
    if (match !== null && length > (longest?.length ?? 0)) {
      longest = { edit: toEdit(match.groups ?? {}), length };
    }
  }
  return longest;
}

function fillerAt(text: string, at: number): number {
  return Math.max(...FILLERS.map((filler) => matchLength(filler, text, at)));
}

function matchLength(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}

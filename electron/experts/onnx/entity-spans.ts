// Joins what a model says of each token to entities: a word bears the label of its first piece, and
// words go together as the prefixes B-, I-, E- and S- of their labels say.

import type { TextToken } from './text-tokens.ts';

/** `text` is the slice of the source between the offsets. */
export interface EntitySpan {
  readonly label: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Tagged {
  /** Undefined outside of entities. */
  readonly label: string | undefined;
  /** An entity begins here even if one of the same label ends right before. */
  readonly begins: boolean;
  readonly ends: boolean;
  readonly start: number;
  readonly end: number;
}

/** In the order of the text; `labels` has one for each token. */
export function entitySpans(
  source: string,
  tokens: readonly TextToken[],
  labels: readonly string[],
): readonly EntitySpan[] {
  const spans: { label: string; start: number; end: number }[] = [];
  let open = false;
  for (const { label, begins, ends, start, end } of taggedWords(tokens, labels)) {
    const last = spans.at(-1);
    if (label === undefined) {
      open = false;
    } else if (open && !begins && last?.label === label) {
      last.end = end;
      open = !ends;
    } else {
      spans.push({ label, start, end });
      open = !ends;
    }
  }
  return spans
    .filter(({ start, end }) => end > start)
    .map((span) => ({ ...span, text: source.slice(span.start, span.end) }));
}

function taggedWords(tokens: readonly TextToken[], labels: readonly string[]): readonly Tagged[] {
  const words: { label: string; start: number; end: number }[] = [];
  for (const [i, { start, end, continues }] of tokens.entries()) {
    const last = words.at(-1);
    if (continues && last !== undefined) {
      last.end = Math.max(last.end, end);
    } else {
      words.push({ label: labels[i] ?? 'O', start, end });
    }
  }
  return words.map(({ label, start, end }) => ({ ...tagOf(label), start, end }));
}

function tagOf(label: string): Pick<Tagged, 'label' | 'begins' | 'ends'> {
  if (label === 'O') {
    return { label: undefined, begins: false, ends: false };
  }
  const [, place = '', name = label] = /^([BIESLU])-(.+)$/u.exec(label) ?? [];
  return { label: name, begins: /[BSU]/u.test(place), ends: /[ESLU]/u.test(place) };
}

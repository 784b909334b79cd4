// Gaps of a text, which fill-mask puts words into on each host, one after the other.

import { detail } from '../../shared/errors.ts';
import type { ResultNote } from '../../shared/result-notes.ts';
import type { ExpertInputs } from './expert.ts';
import { invalid, textInput } from './inputs.ts';

const TASK = 'fill-mask';
/** How a gap is written: as BERT does, as RoBERTa does, and by hand. */
export const GAP = /\[MASK\]|<mask>|_{3,}/giu;

/** @throws AppError INPUT_INVALID where the text has no gap */
export function textWithGaps(inputs: ExpertInputs): {
  readonly source: string;
  readonly gaps: number;
} {
  const source = textInput(TASK, inputs, 'text');
  const gaps = source.match(GAP)?.length ?? 0;
  if (gaps === 0) {
    throw invalid(TASK, detail('no-gap'));
  }
  return { source, gaps };
}

/** A piece that goes on with a word ("##ing") takes away the space before the gap. */
export function joined(before: string, word: string): string {
  return (word.startsWith('##') ? before.trimEnd() : before) + withoutMark(word);
}

export function withoutMark(word: string): string {
  return word.replace(/^##/u, '');
}

export function gapNotes(gaps: number): readonly ResultNote[] {
  return gaps > 1 ? [{ code: 'first-gap', values: { gaps } }] : [];
}

// Sentences said by code, in English: for the answer, the terminal, the interfaces and language models.
// The screen words them by itself.

import { IntlMessageFormat } from 'intl-messageformat';
import { RESULT_NOTES, type ResultNote } from '../shared/result-notes.ts';

interface Sentence<Code> {
  readonly code: Code;
  readonly values?: Readonly<Record<string, string | number>> | undefined;
}

const parsed = new Map<string, IntlMessageFormat>();

/** The sentence in the words of its table. */
export function inEnglish<Code extends string>(
  table: Readonly<Record<Code, string>>,
  { code, values }: Sentence<Code>,
): string {
  const message = table[code];
  const format = parsed.get(message) ?? new IntlMessageFormat(message, 'en');
  parsed.set(message, format);
  return String(format.format(values));
}

export function resultNoteText(note: ResultNote): string {
  return inEnglish(RESULT_NOTES, note);
}

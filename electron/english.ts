// Sentences said by code, in English: for the answer, the terminal, the interfaces and language models.
// The screen words them by itself.

import { IntlMessageFormat } from 'intl-messageformat';
import { RESULT_NOTES, type ResultNote } from '../shared/result-notes.ts';
import { kindOfValue, languageName } from '../shared/told.ts';
import { formatBytes } from './library/bytes.ts';

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
  const shown = Object.entries(values ?? {}).map(([name, value]) => [name, shownAs(name, value)]);
  return String(format.format(Object.fromEntries(shown)));
}

/** By its name, as shared/told.ts has it. */
function shownAs(name: string, value: string | number): string | number {
  switch (kindOfValue(name)) {
    case 'bytes':
      return formatBytes(Number(value));
    case 'language':
      return languageName(String(value), 'en');
    case undefined:
      return value;
  }
}

export function resultNoteText(note: ResultNote): string {
  return inEnglish(RESULT_NOTES, note);
}

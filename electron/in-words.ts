// Sentences said by code, in words: for the answer, the terminal, the interfaces and language models. The
// screen words them by itself.

import { IntlMessageFormat } from 'intl-messageformat';
import { isDetailCode } from '../shared/error-details.ts';
import { BETWEEN_DETAILS_ZH, ERROR_DETAILS_ZH } from '../shared/error-details-zh.ts';
import { ERRORS_ZH } from '../shared/error-table-zh.ts';
import { type ErrorDetail, type ErrorReport, fill } from '../shared/errors.ts';
import { RESULT_NOTES, type ResultNote } from '../shared/result-notes.ts';
import { RESULT_NOTES_ZH } from '../shared/result-notes-zh.ts';
import { shownValues } from '../shared/told.ts';
import { formatBytes } from './library/bytes.ts';

/** Languages that answers are written in by rules. */
export type AnswerLocale = 'en' | 'zh-CN';

interface Sentence<Code> {
  readonly code: Code;
  readonly values?: Readonly<Record<string, string | number>> | undefined;
}

const parsed = new Map<string, IntlMessageFormat>();

/** The sentence in the words of a table, which is in the language `locale`. */
export function inWords<Code extends string>(
  table: Readonly<Record<Code, string>>,
  { code, values }: Sentence<Code>,
  locale: AnswerLocale,
): string {
  const message = table[code];
  const key = `${locale} ${message}`;
  const format = parsed.get(key) ?? new IntlMessageFormat(message, locale);
  parsed.set(key, format);
  return String(format.format(shownValues(values ?? {}, { bytes: formatBytes, locale })));
}

const TABLES = { en: RESULT_NOTES, 'zh-CN': RESULT_NOTES_ZH };

export function resultNoteText(note: ResultNote, locale: AnswerLocale = 'en'): string {
  return inWords(TABLES[locale], note, locale);
}

/** What fills the sentence beside our details comes as it is: names, numbers, words of a service. */
export function errorText(
  { code, message, data, details = {} }: ErrorReport,
  locale: AnswerLocale,
): string {
  if (locale === 'en') {
    return message;
  }
  const filled = Object.entries(data).map(([name, text]) => [
    name,
    details[name]?.map(chineseDetail).join(BETWEEN_DETAILS_ZH) ?? text,
  ]);
  return fill(ERRORS_ZH[code], Object.fromEntries(filled));
}

/** One that is not known any more stays as it was written. */
function chineseDetail({ code, data, text }: ErrorDetail): string {
  return isDetailCode(code) ? fill(ERROR_DETAILS_ZH[code], data) : text;
}

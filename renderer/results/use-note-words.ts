// What is worth telling about a result, in the person's language.

import { useLocale, useTranslations } from 'use-intl';
import type { ResultNote } from '../../shared/result-notes.ts';
import { kindOfValue, languageName } from '../../shared/told.ts';
import { useFormat } from '../ui/format.ts';

export function useNoteWords(): (note: ResultNote) => string {
  const t = useTranslations('resultNotes');
  const locale = useLocale();
  const { bytes } = useFormat();
  const shownAs = (name: string, value: string | number) => {
    switch (kindOfValue(name)) {
      case 'bytes':
        return bytes(Number(value));
      case 'language':
        return languageName(String(value), locale);
      case undefined:
        return value;
    }
  };
  return ({ code, values = {} }) =>
    t(
      code,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, shownAs(name, value)]),
      ),
    );
}

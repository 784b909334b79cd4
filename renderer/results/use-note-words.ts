// What is worth telling about a result, in the person's language.

import { useLocale, useTranslations } from 'use-intl';
import type { ResultNote } from '../../shared/result-notes.ts';
import { shownValues } from '../../shared/told.ts';
import { useFormat } from '../ui/format.ts';

export function useNoteWords(): (note: ResultNote) => string {
  const t = useTranslations('resultNotes');
  const locale = useLocale();
  const { bytes } = useFormat();
  return ({ code, values = {} }) => t(code, shownValues(values, { bytes, locale }));
}

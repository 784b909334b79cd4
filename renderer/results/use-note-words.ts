// What is worth telling about a result, in the person's language.

import { useTranslations } from 'use-intl';
import type { ResultNote } from '../../shared/result-notes.ts';

export function useNoteWords(): (note: ResultNote) => string {
  const t = useTranslations('resultNotes');
  return ({ code, values }) => t(code, values);
}

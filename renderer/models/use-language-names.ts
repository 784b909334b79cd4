// Languages in the person's own, the first few written out.

import { useLocale, useTranslations } from 'use-intl';
import { languageName } from '../../shared/told.ts';
import type { Language } from '../words/languages.ts';

/** Languages written out; the others are counted. */
const NAMED = 3;
/** `Intl` joins Chinese names without anything between them. */
const BETWEEN: Readonly<Record<string, string>> = { en: ', ', 'zh-CN': '、' } satisfies Record<
  Language,
  string
>;

/** @returns what names them; undefined where there are none */
export function useLanguageNames(): (codes: readonly string[]) => string | undefined {
  const t = useTranslations('models.offers');
  const locale = useLocale();
  return (codes) => {
    if (codes.length === 0) {
      return undefined;
    }
    const named = codes.slice(0, NAMED).map((code) => languageName(code, locale));
    const shown = named.join(BETWEEN[locale] ?? ', ');
    const more = codes.length - named.length;
    return more > 0 ? t('moreLanguages', { names: shown, count: more }) : shown;
  };
}

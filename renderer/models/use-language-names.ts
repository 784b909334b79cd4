// Languages in the person's own, the first few written out.

import { useLocale, useTranslations } from 'use-intl';
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
    const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
    const named = codes.slice(0, NAMED).map((code) => nameOf(code, names));
    const shown = named.join(BETWEEN[locale] ?? ', ');
    const more = codes.length - named.length;
    return more > 0 ? t('moreLanguages', { names: shown, count: more }) : shown;
  };
}

/** As it is where it is no code of a language. */
function nameOf(code: string, names: Intl.DisplayNames): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

// What a model does, in the person's language: the catalogue and the built-in models say it in English.

import { useLocale } from 'use-intl';
import { MODEL_DESCRIPTIONS } from '../words/zh/model-descriptions.ts';

/** @returns undefined where it is not known in that language, as of models that a person named */
export function useDescription(): (english: string) => string | undefined {
  const locale = useLocale();
  return (english) => (locale === 'zh-CN' ? MODEL_DESCRIPTIONS[english] : english);
}

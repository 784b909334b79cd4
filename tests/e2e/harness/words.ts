// The words of the screen, as the catalogues have them.

import { createTranslator } from 'use-intl/core';
import { ALL_MESSAGES } from '../../../renderer/words/all-messages.ts';
import type { Language } from '../../../renderer/words/languages.ts';

export function wordsIn(language: Language) {
  return createTranslator({ locale: language, messages: ALL_MESSAGES[language] });
}

// All catalogues: those of the first screen (messages.ts) with those that come with a screen opened later.
// Only what is loaded later imports this file.

import { models as enModels } from './en/models.ts';
import type { Language } from './languages.ts';
import { MESSAGES, type Messages } from './messages.ts';
import { models as zhModels } from './zh/models.ts';

export const ALL_MESSAGES: Readonly<Record<Language, Messages>> = {
  en: { ...MESSAGES.en, models: enModels },
  'zh-CN': { ...MESSAGES['zh-CN'], models: zhModels },
};

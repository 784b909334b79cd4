// All catalogues: those of the first screen (messages.ts) with those that come with a screen opened later.
// Only what is loaded later imports this file.

import { appearance as enAppearance } from './en/appearance.ts';
import { gallery as enGallery } from './en/gallery.ts';
import { models as enModels } from './en/models.ts';
import { settings as enSettings } from './en/settings.ts';
import type { Language } from './languages.ts';
import { en, type Messages } from './messages.ts';
import { appearance as zhAppearance } from './zh/appearance.ts';
import { zh } from './zh/first.ts';
import { gallery as zhGallery } from './zh/gallery.ts';
import { models as zhModels } from './zh/models.ts';
import { settings as zhSettings } from './zh/settings.ts';

export const ALL_MESSAGES: Readonly<Record<Language, Messages>> = {
  en: {
    ...en,
    appearance: enAppearance,
    gallery: enGallery,
    models: enModels,
    settings: enSettings,
  },
  'zh-CN': {
    ...zh,
    appearance: zhAppearance,
    gallery: zhGallery,
    models: zhModels,
    settings: zhSettings,
  },
};

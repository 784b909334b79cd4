// All catalogues: those of the first screen (messages.ts) with those that come with a screen opened later.
// Only what is loaded later imports this file.

import { desktop as enDesktop } from './en/desktop.ts';
import { gallery as enGallery } from './en/gallery.ts';
import { models as enModels } from './en/models.ts';
import { settings as enSettings } from './en/settings.ts';
import type { Language } from './languages.ts';
import { en, type Messages } from './messages.ts';
import { desktop as zhDesktop } from './zh/desktop.ts';
import { zh } from './zh/first.ts';
import { gallery as zhGallery } from './zh/gallery.ts';
import { models as zhModels } from './zh/models.ts';
import { settings as zhSettings } from './zh/settings.ts';

export const ALL_MESSAGES: Readonly<Record<Language, Messages>> = {
  en: { ...en, desktop: enDesktop, gallery: enGallery, models: enModels, settings: enSettings },
  'zh-CN': {
    ...zh,
    desktop: zhDesktop,
    gallery: zhGallery,
    models: zhModels,
    settings: zhSettings,
  },
};

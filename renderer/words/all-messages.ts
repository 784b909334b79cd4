// All catalogues: those of the first screen (messages.ts) with those that come with a screen opened later.
// Only what is loaded later imports this file.

import { commands as enCommands } from './en/commands.ts';
import { gallery as enGallery } from './en/gallery.ts';
import { keys as enKeys } from './en/keys.ts';
import { machineSettings as enMachineSettings } from './en/machine-settings.ts';
import { models as enModels } from './en/models.ts';
import { settings as enSettings } from './en/settings.ts';
import type { Language } from './languages.ts';
import { en, type Messages } from './messages.ts';
import { commands as zhCommands } from './zh/commands.ts';
import { zh } from './zh/first.ts';
import { gallery as zhGallery } from './zh/gallery.ts';
import { keys as zhKeys } from './zh/keys.ts';
import { machineSettings as zhMachineSettings } from './zh/machine-settings.ts';
import { models as zhModels } from './zh/models.ts';
import { settings as zhSettings } from './zh/settings.ts';

export const ALL_MESSAGES: Readonly<Record<Language, Messages>> = {
  en: {
    ...en,
    commands: enCommands,
    gallery: enGallery,
    keys: enKeys,
    machineSettings: enMachineSettings,
    models: enModels,
    settings: enSettings,
  },
  'zh-CN': {
    ...zh,
    commands: zhCommands,
    gallery: zhGallery,
    keys: zhKeys,
    machineSettings: zhMachineSettings,
    models: zhModels,
    settings: zhSettings,
  },
};

// All catalogues: those of the first screen (messages.ts) with those that come with a screen opened later.
// Only what is loaded later imports this file.

import { appearance as enAppearance } from './en/appearance.ts';
import { commands as enCommands } from './en/commands.ts';
import { desktop as enDesktop } from './en/desktop.ts';
import { diagnostics as enDiagnostics } from './en/diagnostics.ts';
import { drawing as enDrawing } from './en/drawing.ts';
import { gallery as enGallery } from './en/gallery.ts';
import { keys as enKeys } from './en/keys.ts';
import { machineSettings as enMachineSettings } from './en/machine-settings.ts';
import { models as enModels } from './en/models.ts';
import { settings as enSettings } from './en/settings.ts';
import { storage as enStorage } from './en/storage.ts';
import type { Language } from './languages.ts';
import { en, type Messages } from './messages.ts';
import { appearance as zhAppearance } from './zh/appearance.ts';
import { commands as zhCommands } from './zh/commands.ts';
import { desktop as zhDesktop } from './zh/desktop.ts';
import { diagnostics as zhDiagnostics } from './zh/diagnostics.ts';
import { drawing as zhDrawing } from './zh/drawing.ts';
import { zh } from './zh/first.ts';
import { gallery as zhGallery } from './zh/gallery.ts';
import { keys as zhKeys } from './zh/keys.ts';
import { machineSettings as zhMachineSettings } from './zh/machine-settings.ts';
import { models as zhModels } from './zh/models.ts';
import { settings as zhSettings } from './zh/settings.ts';
import { storage as zhStorage } from './zh/storage.ts';

export const ALL_MESSAGES: Readonly<Record<Language, Messages>> = {
  en: {
    ...en,
    appearance: enAppearance,
    commands: enCommands,
    desktop: enDesktop,
    diagnostics: enDiagnostics,
    drawing: enDrawing,
    gallery: enGallery,
    keys: enKeys,
    machineSettings: enMachineSettings,
    models: enModels,
    settings: enSettings,
    storage: enStorage,
  },
  'zh-CN': {
    ...zh,
    appearance: zhAppearance,
    commands: zhCommands,
    desktop: zhDesktop,
    diagnostics: zhDiagnostics,
    drawing: zhDrawing,
    gallery: zhGallery,
    keys: zhKeys,
    machineSettings: zhMachineSettings,
    models: zhModels,
    settings: zhSettings,
    storage: zhStorage,
  },
};

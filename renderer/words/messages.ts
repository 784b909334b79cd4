// The catalogues of what the first screen says, in the ICU message format; all-messages.ts adds those of
// screens that load later. English comes with the first scripts, another language when it is wanted.
// English is the measure: a test holds that every other language has the same keys and placeholders.

import { app } from './en/app.ts';
import type { appearance } from './en/appearance.ts';
import { chat } from './en/chat.ts';
import type { commands } from './en/commands.ts';
import type { desktop } from './en/desktop.ts';
import type { diagnostics } from './en/diagnostics.ts';
import type { drawing } from './en/drawing.ts';
import { errors } from './en/errors.ts';
import type { gallery } from './en/gallery.ts';
import { graph } from './en/graph.ts';
import type { keys } from './en/keys.ts';
import type { machineSettings } from './en/machine-settings.ts';
import type { models } from './en/models.ts';
import { progressNotes } from './en/progress-notes.ts';
import { resultNotes } from './en/result-notes.ts';
import { results } from './en/results.ts';
import type { settings } from './en/settings.ts';
import { sidebar } from './en/sidebar.ts';
import type { storage } from './en/storage.ts';
import { tasks } from './en/tasks.ts';
import type { Language } from './languages.ts';

export const en = { app, chat, errors, graph, progressNotes, resultNotes, results, sidebar, tasks };
export type FirstMessages = typeof en;

export type Messages = FirstMessages & {
  readonly appearance: typeof appearance;
  readonly commands: typeof commands;
  readonly desktop: typeof desktop;
  readonly diagnostics: typeof diagnostics;
  readonly drawing: typeof drawing;
  readonly gallery: typeof gallery;
  readonly keys: typeof keys;
  readonly machineSettings: typeof machineSettings;
  readonly models: typeof models;
  readonly settings: typeof settings;
  readonly storage: typeof storage;
};

const loaded = new Map<Language, FirstMessages>([['en', en]]);

/** Undefined until they have been loaded. */
export function messagesOf(language: Language): FirstMessages | undefined {
  return loaded.get(language);
}

/** @throws TypeError where they can't be had, as any import does */
export async function loadMessages(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    const { zh } = await import('./zh/first.ts');
    loaded.set(language, zh);
  }
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

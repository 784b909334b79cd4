// The sections of the settings on mode, devices and folders, as a person finds them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import type { Mode } from '../../../shared/settings.ts';
import { wordsIn } from './words.ts';

export function machineSettingsOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const section = (name: 'mode' | 'devices' | 'folders') =>
    page.getByRole('region', { name: t(`machineSettings.${name}.title`), exact: true });
  const [mode, devices, folders] = [section('mode'), section('devices'), section('folders')];
  return {
    ...{ page, t, mode, devices, folders },
    /** In the sidebar; the way to the section. */
    line: (one: Mode) => page.getByRole('link', { name: t(`app.modeHint.${one}`) }),
    card: (one: Mode) => mode.getByRole('radio', { name: t(`app.mode.${one}`), exact: true }),
    question: (one: 'hybrid' | 'remote') =>
      mode.getByRole('group', { name: t(`machineSettings.mode.questions.${one}`) }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    field: (name: string) => page.getByRole('textbox', { name, exact: true }),
    nav: page.getByRole('navigation', { name: t('machineSettings.sections') }),
  };
}

/** What settings.json of a test's folder has now. */
export async function keptSettings(folder: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(join(folder, 'home', 'settings.json'), 'utf8'));
}

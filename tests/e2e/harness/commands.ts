// The palette and the sheet of shortcuts as a person finds them.

import type { Page } from 'playwright-core';
import type { CommandId } from '../../../renderer/commands/command-keys.ts';
import type { Language } from '../../../renderer/words/languages.ts';
import { wordsIn } from './words.ts';

export function commandsOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const palette = page.getByRole('dialog', { name: t('commands.title'), exact: true });
  const sheet = page.getByRole('dialog', { name: t('commands.shortcuts.title'), exact: true });
  const nameOf = (id: CommandId) => t(`commands.names.${id}`);
  return {
    ...{ t, palette, sheet, nameOf },
    button: page.getByRole('button', { name: new RegExp(`^${t('app.commands')}`) }),
    field: palette.getByRole('combobox'),
    options: palette.getByRole('option'),
    selected: palette.getByRole('option', { selected: true }),
    option: (id: CommandId) => palette.getByRole('option', { name: nameOf(id) }),
    change: (id: CommandId) =>
      sheet.getByRole('button', { name: t('commands.shortcuts.change', { name: nameOf(id) }) }),
    /** Opens the palette, looks for something, and takes what stands first. */
    does: async (words: string) => {
      await page.keyboard.press('Control+k');
      await palette.getByRole('combobox').fill(words);
      await palette.getByRole('option', { selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await palette.waitFor({ state: 'detached' });
    },
  };
}

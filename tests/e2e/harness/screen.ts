// The screen as a person finds their way on it: by roles and by the words of the catalogues.

import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { wordsIn } from './words.ts';

export type Screen = ReturnType<typeof screenOf>;

export function screenOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const list = page.getByRole('navigation', { name: t('sidebar.label') });
  const field = page.getByRole('textbox', { name: t('chat.composer.label'), exact: true });
  const files = page.getByRole('list', { name: t('chat.composer.files') });
  const run = page.getByRole('group', { name: t('chat.run.title'), exact: true });
  const sample = (request: string) => page.getByRole('button', { name: request });
  return {
    ...{ page, t, list, field, files, run, sample },
    answer: page.getByRole('group', { name: t('chat.answer.title'), exact: true }),
    results: page.getByRole('group', { name: t('chat.run.results'), exact: true }),
    exchanges: page.getByRole('article'),
    send: page.getByRole('button', { name: t('chat.composer.send'), exact: true }),
    stop: page.getByRole('button', { name: t('chat.composer.stop'), exact: true }),
    goOn: page.getByRole('button', { name: t('chat.run.goOn'), exact: true }),
    openGraph: page.getByRole('button', { name: t('chat.run.openGraph'), exact: true }),
    panel: page.getByRole('complementary'),
    search: page.getByRole('searchbox', { name: t('sidebar.search') }),
    undo: page.getByRole('button', { name: t('sidebar.undo') }),
    /** The rows of the list of conversations. */
    rows: list.getByRole('listitem').getByRole('link'),
    row: (title: string | RegExp) => list.getByRole('link', { name: title }),
    chip: (name: string) => files.getByRole('listitem').filter({ hasText: name }),
    /** A run that says this of itself. */
    runIn: (phase: RunWord): Locator =>
      run.filter({ has: page.getByText(t(`chat.run.${phase}`), { exact: true }) }),
    ask: async (request: string) => {
      await field.fill(request);
      await field.press('Enter');
    },
    menuItem: (name: string) => page.getByRole('menuitem', { name }),
    openMenu: async (title: string) => {
      await list.getByRole('link', { name: title }).hover();
      await list.getByRole('button', { name: t('sidebar.more', { title }) }).click();
    },
  };
}

type RunWord = 'running' | 'finished' | 'partly' | 'failed' | 'cancelled' | 'interrupted';

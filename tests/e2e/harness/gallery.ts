// The gallery as a person finds their way in it.

import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { wordsIn } from './words.ts';

export function galleryOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const grid = page.getByRole('grid', { name: t('gallery.grid') });
  return {
    ...{ t, grid },
    link: page
      .getByRole('navigation', { name: t('sidebar.label') })
      .getByRole('link', { name: t('sidebar.gallery') }),
    tiles: grid.getByRole('gridcell'),
    tile: (name: string | RegExp) => grid.getByRole('gridcell', { name }),
    search: page.getByRole('searchbox', { name: t('gallery.search') }),
    select: (label: string) => page.getByRole('combobox', { name: label, exact: true }),
    count: page.getByRole('search').getByRole('status'),
    empty: page.getByRole('heading', { name: t('gallery.empty.title') }),
    picked: page.getByRole('main').getByRole('status'),
    viewer: page.getByRole('dialog'),
    details: page.getByRole('complementary', { name: t('gallery.details.title') }),
  };
}

// The gallery, empty and with what was made, for the pictures of every screen.

import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { galleryOf } from './gallery.ts';
import type { Look } from './looks.ts';

export async function shootEmptyGallery(
  page: Page,
  language: Language,
  shoot: Look['shoot'],
): Promise<void> {
  const { empty } = galleryOf(page, language);
  await page.goto(new URL('#/gallery', page.url()).href);
  await empty.waitFor();
  await shoot('33-gallery-empty');
}

export async function shootGallery({ screen: { page }, language, shoot }: Look): Promise<void> {
  const { t, tile, tiles, search, details } = galleryOf(page, language);
  await page.unroute('**/rpc/watch');
  await page.goto(new URL('#/gallery', page.url()).href);
  await tiles.nth(8).waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('[role="grid"] img')].every(
      ({ naturalWidth }) => naturalWidth > 0,
    ),
  );
  await shoot('34-gallery');
  await tile('scene.png').first().focus();
  await page.keyboard.press('Space');
  await shoot('35-gallery-picked');
  for (const name of ['edges.png', 'flowers.csv', 'paragraph.txt', 'cleaned']) {
    await tile(name).first().focus();
    await page.keyboard.press('Enter');
    await details.getByText(t('gallery.details.request'), { exact: true }).waitFor();
    await shoot(`36-gallery-${name.replace(/\..*/, '')}`);
    await page.keyboard.press('Escape');
  }
  await tile('edges.png').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: t('gallery.compare.start'), exact: true }).click();
  await page.getByRole('button', { name: t('gallery.viewer.zoomIn') }).click();
  await shoot('37-gallery-compare');
  await page.keyboard.press('Escape');
  await search.fill('giraffe');
  await page.getByText(t('gallery.nothingFound'), { exact: true }).waitFor();
  await shoot('38-gallery-nothing-found');
  await page.route('**/rpc/gallery/list', (route) => route.abort());
  await page.reload();
  await page.getByRole('main').getByRole('alert').waitFor();
  await shoot('39-gallery-failed');
}

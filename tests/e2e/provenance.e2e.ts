// Pictures tell where they come from: one that was made, saved and dropped again leads back to its run, or
// to its request where the run is not here.

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile } from './harness/files.ts';
import { galleryOf } from './harness/gallery.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const REQUEST = 'find the edges in scene.png';

/** Makes a picture, and saves it as a person does. */
async function savedPicture(page: Page, folder: string): Promise<string> {
  const { t, chip, ask, runIn, results } = screenOf(page);
  await page.getByText(t('chat.start.title')).waitFor();
  await dropFiles(page, [sampleFile('scene.png')]);
  await chip('scene.png').and(page.locator('[data-status="ready"]')).waitFor();
  await ask(REQUEST);
  await runIn('finished').waitFor();
  await results
    .getByRole('button', { name: /\.png/ })
    .and(page.locator('[aria-haspopup="menu"]'))
    .first()
    .click();
  const item = page.getByRole('menuitem', { name: t('results.menu.download') });
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  const path = join(folder, 'saved.png');
  await download.saveAs(path);
  return path;
}

e2e('a saved picture that is dropped leads back to its run', async ({ page, folder }) => {
  const { t, list, chip, panel, exchanges } = screenOf(page);
  const path = await savedPicture(page, folder);
  const { width, height } = await sharp(sampleFile('scene.png')).metadata();
  expect(await sharp(path).metadata()).toMatchObject({ format: 'png', width, height });
  await list.getByRole('button', { name: t('sidebar.new'), exact: true }).click();
  await page.getByText(t('chat.start.title')).waitFor();
  await dropFiles(page, [path, sampleFile('invoice.png')]);
  await chip('saved.png').getByText(REQUEST).waitFor();
  await chip('invoice.png').and(page.locator('[data-status="ready"]')).waitFor();
  expect(await chip('invoice.png').getByRole('status').count()).toBe(0);
  await expectAccessible(page);
  // What was found outlives a reload, as the draft does.
  await page.reload();
  const open = chip('saved.png').getByRole('button', { name: t('chat.composer.note.openRun') });
  await open.waitFor();
  // Chromium shows the picture with the note in it.
  const shown = await page.evaluate(async (name) => {
    const thumb = document.querySelector<HTMLImageElement>(`li[data-noted="true"] img`);
    const address = thumb?.src.replace(/preview\?.*/, name) ?? '';
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    return { width: bitmap.width, height: bitmap.height };
  }, 'saved.png');
  expect(shown).toEqual({ width, height });
  await open.focus();
  await page.keyboard.press('Enter');
  await exchanges.getByText(REQUEST).first().waitFor();
  await panel
    .getByRole('region', {
      name: t('graph.inspector.title', { name: t('tasks.names.canny-control') }),
    })
    .waitFor();
});

e2e('the run is asked again where it is not here any more', async ({ page, folder }) => {
  const { t, chip, field, openMenu, menuItem, list } = screenOf(page);
  const path = await savedPicture(page, folder);
  await openMenu(REQUEST);
  await menuItem(t('sidebar.delete')).click();
  await list.getByRole('link', { name: REQUEST }).waitFor({ state: 'detached' });
  const renamed = join(folder, 'boat.png');
  await copyFile(path, renamed);
  await dropFiles(page, [renamed]);
  await chip('boat.png').getByText(REQUEST).waitFor();
  await field.fill('First of all:');
  await chip('boat.png')
    .getByRole('button', { name: t('chat.composer.note.askAgain') })
    .click();
  await expect.poll(() => field.inputValue()).toBe(`First of all:\n${REQUEST}`);
  await expect.poll(() => field.evaluate((at) => at === document.activeElement)).toBe(true);
  await expectAccessible(page);
});

e2e('a picture saved from the gallery tells of its run, too', async ({ page, folder }) => {
  const { t, list, chip } = screenOf(page);
  await savedPicture(page, folder);
  const { link, select, tiles, viewer } = galleryOf(page);
  await link.click();
  await select(t('gallery.filters.origin')).selectOption('made');
  await expect.poll(() => tiles.count()).toBe(1);
  await tiles.first().click();
  await viewer.locator('img').first().waitFor();
  await viewer.locator('[aria-haspopup="menu"]').first().click();
  const item = page.getByRole('menuitem', { name: t('results.menu.download') });
  expect(await item.getAttribute('href')).toMatch(/\?download&run=/);
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  const path = join(folder, 'from-gallery.png');
  await download.saveAs(path);
  await page.getByRole('button', { name: t('gallery.viewer.close') }).click();
  await list.getByRole('button', { name: t('sidebar.new'), exact: true }).click();
  await dropFiles(page, [path]);
  await chip('from-gallery.png').getByText(REQUEST).waitFor();
});

// The gallery: what two runs were given and made is found, filtered, looked at, compared and used again.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { manyItems } from '../renderer/gallery/made.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile } from './harness/files.ts';
import { galleryOf } from './harness/gallery.ts';
import { onServer } from './harness/looks.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const INVOICE = 'read invoice.png for me';

/** Runs the samples that have these words, one after another. */
async function runSamples(page: Page, requests: readonly (string | RegExp)[]): Promise<void> {
  const { t, runIn, list } = screenOf(page);
  for (const request of requests) {
    await page.getByRole('button', { name: request }).click();
    await runIn('finished').waitFor();
    await list.getByRole('button', { name: t('sidebar.new'), exact: true }).click();
    await page.getByText(t('chat.start.title')).waitFor();
  }
}

e2e('what two runs were given and made is found, filtered and opened', async ({ page }) => {
  const { t, field, chip, panel } = screenOf(page);
  const { link, tile, tiles, search, select, count, details, empty } = galleryOf(page);
  await link.click();
  await empty.waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('gallery.empty.new') }).click();
  await runSamples(page, [INVOICE, /scene\.png/]);
  await link.click();
  await tile('invoice.png').waitFor();
  await tile(/\.wav/).first().waitFor();
  await expectAccessible(page);

  // A word that stands only in what was read in the picture.
  await search.fill('wexbridge');
  await expect.poll(() => tiles.count()).toBe(2);
  await tile('invoice.png').waitFor();
  await search.press('Escape');
  await tile('scene.png').waitFor();
  await select(t('gallery.filters.kind')).selectOption('audio');
  await expect.poll(() => tile('invoice.png').count()).toBe(0);
  await tile(/\.wav/).first().waitFor();
  await select(t('gallery.filters.origin')).selectOption('made');
  await select(t('gallery.filters.type')).selectOption('text-to-speech');
  await expect.poll(() => tiles.count()).toBe(1);
  await expect.poll(() => count.textContent()).toContain('1');

  await tiles.first().click();
  await details.getByText(INVOICE).waitFor();
  await details.getByText('text-to-speech', { exact: true }).waitFor();
  await details.getByText(t('tasks.hosts.builtin')).waitFor();
  await details.getByRole('button', { name: t('gallery.details.openRun') }).click();
  await panel
    .getByRole('region', {
      name: t('graph.inspector.title', { name: t('tasks.names.text-to-speech') }),
    })
    .waitFor();

  // Back, the filters and the place are as they were.
  await page.goBack();
  await expect.poll(() => tiles.count()).toBe(1);
  await page.getByRole('button', { name: t('gallery.filters.clear') }).click();
  await tile('invoice.png').click();
  await details.getByText(INVOICE).waitFor();
  await expectAccessible(page);
  await details.getByRole('button', { name: t('gallery.details.useAsInput') }).click();
  await chip('invoice.png').waitFor();
  await expect.poll(() => field.evaluate((at) => at === document.activeElement)).toBe(true);
});

e2e('is narrowed by model, origin and day, each with how many it would leave', async ({ page }) => {
  const { t } = screenOf(page);
  const { link, tile, tiles, select } = galleryOf(page);
  await runSamples(page, [INVOICE]);
  await link.click();
  await tile('invoice.png').waitFor();
  const options = (label: string) => select(label).getByRole('option').allTextContents();
  const models = await options(t('gallery.filters.model'));
  expect(models.slice(1)).toEqual([expect.stringMatching(/flite.*\(1\)/i)]);
  expect((await options(t('gallery.filters.origin'))).slice(1)).toEqual([
    expect.stringContaining('(1)'),
    expect.stringContaining('(1)'),
  ]);
  await select(t('gallery.filters.model')).selectOption({ index: 1 });
  await expect.poll(() => tiles.count()).toBe(1);
  await tile(/\.wav/).waitFor();
  await select(t('gallery.filters.model')).selectOption('');
  await expect.poll(() => tiles.count()).toBe(2);
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv'));
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  const [first, last] = [t('gallery.filters.firstDay'), t('gallery.filters.lastDay')];
  await page.getByLabel(first).fill(nextYear);
  await page.getByText(t('gallery.nothingFound')).waitFor();
  await page.getByLabel(first).fill(today);
  await page.getByLabel(last).fill(today);
  await expect.poll(() => tiles.count()).toBe(2);
});

e2e('a file’s run is shown where it stands in a long conversation', async ({ page }) => {
  const { t, ask, runIn } = screenOf(page);
  const { link, tiles, details, search } = galleryOf(page);
  for (let place = 1; place <= 6; place += 1) {
    await ask(`say "number ${place}"`);
    await runIn('finished')
      .nth(place - 1)
      .waitFor();
  }
  await link.click();
  await search.fill('number 2');
  await expect.poll(() => tiles.count()).toBe(1);
  await tiles.first().click();
  await details.getByRole('button', { name: t('gallery.details.openRun') }).click();
  const exchange = page.getByRole('article', { name: 'say "number 2"' });
  const top = () => exchange.evaluate((element) => element.getBoundingClientRect().top);
  const chat = page.getByRole('region', { name: t('chat.conversation') });
  const start = await chat.evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(async () => Math.abs((await top()) - start)).toBeLessThan(8);
  // By hand it is let go, whatever loads afterwards.
  await chat.press('End');
  await page.getByRole('article', { name: 'say "number 6"' }).waitFor();
  await expect.poll(top).toBeLessThan(0);
});

e2e('everything in the gallery can be done without a mouse', async ({ page }) => {
  const { t } = screenOf(page);
  const { link, grid, tile, viewer, picked, details } = galleryOf(page);
  await runSamples(page, [INVOICE, /scene\.png/]);
  await link.focus();
  await page.keyboard.press('Enter');
  await tile('invoice.png').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await tabTo(page, () => grid.evaluate((at) => at.contains(document.activeElement)));
  const first = await focused();
  await page.keyboard.press('Tab');
  await expect.poll(() => grid.evaluate((at) => at.contains(document.activeElement))).toBe(false);
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe(first);
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).not.toBe(first);
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toContain('invoice.png');
  await page.keyboard.press('Space');
  await picked.getByText(t('gallery.compare.one', { name: 'invoice.png' })).waitFor();
  await expect.poll(() => tile('invoice.png').getAttribute('aria-selected')).toBe('true');

  await page.keyboard.press('Enter');
  await viewer.waitFor();
  await details.getByText(INVOICE).waitFor();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => viewer.getAttribute('aria-label')).not.toContain('invoice.png');
  const shown = (await viewer.getAttribute('aria-label'))?.split(',')[0] ?? '';
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  // The focus is where the viewer was left.
  await expect.poll(focused).toContain(shown);

  await tile('scene.png').focus();
  await page.keyboard.press('Space');
  const compare = page.getByRole('button', { name: t('gallery.compare.start'), exact: true });
  await compare.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: t('gallery.compare.title') });
  const pictures = dialog.locator('img');
  await expect.poll(() => pictures.count()).toBe(2);
  await expectAccessible(page);
  await pictures.first().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  const transforms = () =>
    pictures.evaluateAll((all) =>
      all.map((one) => one.getAttribute('style')?.match(/scale.*?;/)?.[0]),
    );
  await expect.poll(async () => (await transforms())[0]).toContain('scale(1.5)');
  const [left, right] = await transforms();
  expect(left).toBe(right);
  await page.keyboard.press('Escape');
  await expect
    .poll(() => compare.evaluate((button) => button === document.activeElement))
    .toBe(true);
});

e2e('the mode is said beside the gallery too, where the program opens on it', async ({ page }) => {
  const { t, sample, runIn } = screenOf(page);
  const { tile } = galleryOf(page);
  await sample(INVOICE).click();
  await runIn('finished').waitFor();
  await page.goto(new URL('#/gallery', page.url()).href);
  await page.reload();
  await tile('invoice.png').waitFor();
  await page.getByRole('link', { name: t('app.modeHint.local') }).waitFor();
});

for (const width of onServer([390, 720, 1024])) {
  e2e(`nothing stands out of the gallery at ${width} pixels`, async ({ visit }) => {
    const { page } = await visit({ viewport: { width, height: 800 }, colorScheme: 'dark' });
    const { t, sample, runIn } = screenOf(page);
    const { tile, viewer } = galleryOf(page);
    await sample(INVOICE).click();
    await runIn('finished').waitFor();
    await page.goto(new URL('#/gallery', page.url()).href);
    await tile('invoice.png').waitFor();
    const standingOut = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('main *, [role="dialog"] *')].filter(
            (element) =>
              element.checkVisibility() &&
              !element.matches('img') &&
              element.getBoundingClientRect().right > window.innerWidth + 1,
          ).length,
      );
    expect(await standingOut()).toBe(0);
    await expectAccessible(page);
    await tile('invoice.png').click();
    await viewer.waitFor();
    expect(await standingOut()).toBe(0);
    await page.getByRole('button', { name: t('gallery.viewer.close') }).click();
    await viewer.waitFor({ state: 'detached' });
  });
}

e2e('of 10,000 files at most 60 are in the document, wherever it is scrolled', async ({ page }) => {
  const { t } = screenOf(page);
  const { link, tile, tiles } = galleryOf(page);
  const choices = { kinds: [], types: [], models: [], origins: [] };
  await page.route('**/rpc/gallery/list', (route) =>
    route.fulfill({ json: { json: { items: manyItems(10_000), choices } } }),
  );
  await page.route('**/media/**', (route) => route.fulfill({ path: sampleFile('scene.png') }));
  await link.click();
  await tile('0.png').first().waitFor();
  const grid = page.getByRole('grid', { name: t('gallery.grid') });
  const mounted: number[] = [];
  for (const share of [0, 0.2, 0.21, 0.5, 0.9, 1]) {
    await grid.evaluate((element, to) => {
      element.parentElement?.scrollTo({ top: element.clientHeight * to, behavior: 'instant' });
    }, share);
    // What is in the middle of the screen is there.
    await expect
      .poll(() =>
        page.evaluate(() => document.elementFromPoint(700, 500)?.closest('[role="row"]') !== null),
      )
      .toBe(true);
    mounted.push(await tiles.count());
  }
  expect(Math.max(...mounted)).toBeLessThanOrEqual(60);
  expect(Math.min(...mounted)).toBeGreaterThan(10);
  await tile('9999.png').waitFor();
});

e2e('where the gallery can’t be had it says so, and tries again', async ({ visit }) => {
  const opened = await visit();
  opened.allow(/Failed to load resource/);
  const { page } = opened;
  const { t } = screenOf(page);
  const { link, empty } = galleryOf(page);
  await page.route('**/rpc/gallery/list', (route) => route.abort());
  await link.click();
  const again = page.getByRole('alert').getByRole('button', { name: t('errors.recoveries.retry') });
  await again.waitFor();
  await expectAccessible(page);
  await page.unroute('**/rpc/gallery/list');
  await again.click();
  await empty.waitFor();
});

/** Presses the tab key until it has come there, at most once around the page. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await isThere()) {
      return;
    }
  }
  throw new Error('The tab key never came there.');
}

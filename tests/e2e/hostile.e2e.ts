// Names and texts made to be taken for markup: they are shown as the text that they are.

import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile } from './harness/files.ts';
import { screenOf } from './harness/screen.ts';

const MARKUP = '<img src=x onerror=alert(1)>';

/** Elements that only markup taken at its word could have made. */
async function expectNothingMade(page: Page): Promise<void> {
  expect(await page.locator('img[src="x"], [onerror], iframe, script:not([src])').count()).toBe(0);
  expect(await page.evaluate(() => 'struck' in window)).toBe(false);
}

e2e(
  'a file named like markup is attached, read and shown by its name',
  async ({ page, folder }) => {
    const { chip, ask, runIn, openGraph, panel, exchanges, t } = screenOf(page);
    const name = `${MARKUP}.png`;
    await copyFile(sampleFile('invoice.png'), join(folder, name));
    await dropFiles(page, [join(folder, name)]);
    await chip(name).and(page.locator('[data-status="ready"]')).waitFor();
    await ask('read the picture');
    await runIn('finished').waitFor();
    await exchanges.getByText(name).first().waitFor();
    await openGraph.click();
    await panel.getByText(name).first().waitFor();
    await panel.getByRole('tab', { name: t('graph.tabs.list') }).click();
    await panel.getByText(name).first().waitFor();
    await expectNothingMade(page);
  },
);

e2e('an answer with markup and dangerous links executes nothing', async ({ page, folder }) => {
  const { chip, ask, runIn, answer, exchanges, row, openMenu, menuItem, t } = screenOf(page);
  const lines = [
    `The letter begins with ${MARKUP} and says no more.`,
    'It goes on with <script>window.struck = true</script> in its middle part.',
    'A link [click here](javascript:window.struck=true) follows at the very end.',
    '<iframe srcdoc="<script>parent.struck = true</script>"></iframe> was the signature.',
    '<style>body { display: none }</style> was written under it in pencil.',
  ];
  await writeFile(join(folder, 'letter.txt'), lines.join('\n'));
  await dropFiles(page, [join(folder, 'letter.txt')]);
  await chip('letter.txt').and(page.locator('[data-status="ready"]')).waitFor();
  const request = `summarise letter.txt in five sentences ${MARKUP}`;
  await ask(request);
  await runIn('finished').waitFor();
  await exchanges.getByText(request).first().waitFor();
  await answer.getByText('onerror=alert(1)').first().waitFor();
  for (const link of await answer.getByRole('link').all()) {
    expect(await link.getAttribute('href')).not.toMatch(/^\s*javascript:/i);
  }
  await row(request).waitFor();
  await expectNothingMade(page);
  await openMenu(request);
  await menuItem(t('sidebar.delete')).click();
  await page.getByText(t('sidebar.deleted', { count: 1, title: request })).waitFor();
  await expectNothingMade(page);
});

e2e('a title and a search with markup are text', async ({ page }) => {
  const { ask, runIn, rows, search, list, t } = screenOf(page);
  await ask('summarise: One. Two. Three.');
  await runIn('finished').waitFor();
  await rows.first().press('F2');
  await page.keyboard.type(MARKUP);
  await page.keyboard.press('Enter');
  await list.getByText(MARKUP).waitFor();
  await page.getByRole('heading', { name: MARKUP }).waitFor();
  await search.fill('<img');
  await expect.poll(() => list.locator('mark').allInnerTexts()).toEqual(['<img']);
  await search.fill('<b>nothing</b>');
  await list.getByText(t('sidebar.nothingFoundHint', { words: '<b>nothing</b>' })).waitFor();
  await expectNothingMade(page);
});

e2e('a conversation that is not there is said so', async ({ visit, host }) => {
  const { page, allow } = await visit();
  allow(/status of 422/);
  const { t, rows, search } = screenOf(page);
  await search.waitFor();
  await page.goto(`${new URL(host.url).origin}/#/c/not-there`);
  await page.getByText(t('errors.messages.CONVERSATION_NOT_FOUND')).waitFor();
  expect(await rows.count()).toBe(0);
});

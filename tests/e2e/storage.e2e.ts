// The section on storage: what takes space, what goes, and that what is shown stays.

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import type { Language } from '../../renderer/words/languages.ts';
import { e2e } from './harness/e2e.ts';
import { FEW_LOOKS } from './harness/looks.ts';
import { expectNothingTooWide } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';
import { wordsIn } from './harness/words.ts';

const BIG = 'Which of these two recordings has the longer silence at its end?';
const SMALL = 'Read this note aloud';

/** A conversation with a text of so many bytes. */
async function converse({ artefacts, runs }: Store, request: string, bytes: number): Promise<void> {
  const text = randomBytes(bytes / 2).toString('hex');
  const file = await artefacts.addBytes('note.txt', Buffer.from(text));
  const at = Date.UTC(2026, 0, 5);
  const place = { runId: `run-${request.length}`, at };
  const conversation = `c-${request.length}`;
  runs.append({
    ...{ ...place, seq: 0, type: 'started', conversation, request, attachments: [file] },
    ...{ mode: 'local', controller: 'rules' },
  });
  runs.append({ ...place, seq: 1, type: 'finished' });
}

async function fill(home: string): Promise<void> {
  const store = openStore(home, Date.now);
  await converse(store, BIG, 2_400_000);
  await converse(store, SMALL, 300_000);
  const kept = await store.artefacts.addBytes('kept.txt', Buffer.from('kept '.repeat(160_000)));
  store.results.keep('key', { table: kept });
  store.close();
  for (const folder of ['shown/ab', 'prompts/versions']) {
    await mkdir(join(home, folder), { recursive: true });
    await writeFile(join(home, folder, 'one.txt'), 'x'.repeat(120_000));
  }
}

const filled = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'home'));
    await fill(join(folder, 'home'));
    return folder;
  });

function storageOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const section = page.getByRole('region', { name: t('storage.title'), exact: true });
  const name = (category: 'results' | 'shown' | 'database' | 'conversations' | 'deleted') =>
    t(`storage.names.${category}`);
  return {
    ...{ t, section },
    link: page.getByRole('link', { name: t('sidebar.settings'), exact: true }),
    row: (category: Parameters<typeof name>[0]) =>
      section
        .getByRole('row')
        .filter({ hasText: name(category) })
        .first(),
    empty: (category: Parameters<typeof name>[0]) =>
      section.getByRole('button', { name: t('storage.emptyOne', { name: name(category) }) }),
    yes: section.getByRole('button', { name: t('storage.yes.empty'), exact: true }),
    keep: section.getByRole('button', { name: t('storage.keep'), exact: true }),
    biggest: section.getByRole('button', { name: new RegExp(t('storage.conversations.title')) }),
    status: section.getByRole('status'),
  };
}

filled(
  'kept results go when it was asked and said, and what is shown stays',
  async ({ page, folder }) => {
    const { t, link, row, empty, yes, keep, section } = storageOf(page);
    await link.click();
    await row('results').getByText('800 kB').waitFor();
    await empty('results').focus();
    await page.keyboard.press('Enter');
    await section.getByText(t('storage.sure.results')).waitFor();
    await expect
      .poll(() => keep.evaluate((button) => button === document.activeElement))
      .toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await empty('results').press('Enter');
    await yes.press('Enter');
    await section.getByText(t('storage.freed.done', { bytes: '800 kB' })).waitFor();
    await row('results').waitFor({ state: 'detached' });
    await row('conversations').getByText('2.7 MB').waitFor();
    const groups = await readdir(join(folder, 'home', 'artefacts'), { recursive: true });
    expect(groups.filter((path) => /[0-9a-f]{64}$/.test(path))).toHaveLength(2);
  },
);

filled('a big conversation is deleted, restored, and ended for good', async ({ page }) => {
  const { t, link, biggest, section, empty, yes, row } = storageOf(page);
  const { rows } = screenOf(page);
  await link.click();
  await biggest.press('Enter');
  const button = (word: 'deleteOne' | 'restoreOne') =>
    section.getByRole('button', { name: t(`storage.conversations.${word}`, { title: BIG }) });
  await button('deleteOne').press('Enter');
  await section.getByText(t('storage.conversations.gone', { title: BIG })).waitFor();
  await row('deleted').getByText('2.4 MB').waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  await button('restoreOne').press('Enter');
  await section.getByText(t('storage.conversations.back', { title: BIG })).waitFor();
  await expect.poll(() => rows.count()).toBe(2);
  await button('deleteOne').click();
  await empty('deleted').click();
  await yes.click();
  await section.getByText(t('storage.freed.done', { bytes: '2.4 MB' })).waitFor();
  await row('deleted').waitFor({ state: 'detached' });
  await expect.poll(() => button('restoreOne').count()).toBe(0);
  await section.getByRole('button', { name: SMALL, exact: true }).click();
  await page.getByRole('article').getByText(SMALL).first().waitFor();
});

filled('the way to the models leads there', async ({ page }) => {
  const { t, link, section } = storageOf(page);
  await link.click();
  await section.getByRole('link', { name: t('storage.openModels') }).press('Enter');
  await page.getByRole('heading', { level: 1, name: t('models.title') }).waitFor();
});

for (const [locale, colorScheme, width] of FEW_LOOKS) {
  filled(`looks right: ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ visit }) => {
    const { page } = await visit({ locale, colorScheme, viewport: { width, height: 900 } });
    const { t, link, biggest, empty, section } = storageOf(page, locale);
    if (width < 760) {
      await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
    }
    await link.click();
    await biggest.click();
    await empty('shown').click();
    await section.getByText(t('storage.sure.shown')).waitFor();
    await expectAccessible(page);
    await expectNothingTooWide(page);
    await picture(page, `storage-${locale}-${colorScheme}-${width}`);
  });
}

/** Of the whole section, where someone wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    const width = page.viewportSize()?.width ?? 1440;
    await page.setViewportSize({ width, height: 1400 });
    await page.locator('#settings-storage').scrollIntoViewIfNeeded();
    await page.locator('section', { has: page.locator('#settings-storage') }).screenshot({
      path: join(folder, `${name}.png`),
    });
  }
}

// Conversations that go out as files and come in again: on the same data folder, and on an empty one.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { dragFiles, dropFiles } from './harness/drop.ts';
import { e2e, HOST } from './harness/e2e.ts';
import { savedTo } from './harness/exchange.ts';
import { writeWav } from './harness/files.ts';
import { LIGHT_AND_DARK } from './harness/looks.ts';
import { type Screen, screenOf } from './harness/screen.ts';
import { expectAccessible, openVisit } from './harness/visit.ts';

const REQUEST = 'read invoice.png for me';

async function runSample({ sample, runIn, row }: Screen): Promise<void> {
  await sample(REQUEST).click();
  await runIn('finished').waitFor();
  await row(REQUEST).waitFor();
}

/** @returns where the ZIP is */
async function exportOne(screen: Screen, folder: string): Promise<string> {
  await screen.openMenu(REQUEST);
  return savedTo(folder, screen.page, () => screen.menuItem(screen.t('sidebar.export')).click());
}

async function namesIn(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { fileName } of (await fromBufferPromise(await readFile(path))).eachEntry()) {
    names.push(fileName);
  }
  return names;
}

/** What a person sees of it. */
async function seen({ exchanges, answer, page }: Screen) {
  const picture = exchanges.locator('img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() =>
      picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
    )
    .toBeGreaterThan(0);
  // Until it can be drawn as Markdown, an answer is shown as it is written.
  await page.locator('[class*="plain"]').waitFor({ state: 'detached' });
  return { answer: await answer.innerText() };
}

const imports = ({ list, t }: Screen) =>
  list.getByRole('list', { name: t('sidebar.imports.list') });
const chooser = ({ list, t }: Screen) =>
  list.getByRole('button', { name: t('sidebar.imports.choose') }).first();
const said = ({ page, t }: Screen, title: string) =>
  page.getByRole('status').getByText(t('sidebar.imports.imported', { title }));

/** Whether it is there and has the focus. */
async function isFocused(element: Locator): Promise<boolean> {
  return (await element.count()) > 0 && element.evaluate((one) => one === document.activeElement);
}

async function choose(screen: Screen, path: string, ask: () => Promise<void>): Promise<void> {
  const [files] = await Promise.all([screen.page.waitForEvent('filechooser'), ask()]);
  await files.setFiles(path);
}

e2e(
  'an exported conversation comes back as it was after it was deleted',
  async ({ page, folder }) => {
    const screen = screenOf(page);
    await runSample(screen);
    const before = await seen(screen);
    expect(before.answer).toContain('MJ-2047');
    const address = page.url();
    const path = await exportOne(screen, folder);
    expect(path).toMatch(/read-invoice-png-for-me\.zip$/);
    expect(await namesIn(path)).toEqual(
      expect.arrayContaining(['conversation.md', 'conversation.json', 'media/invoice.png']),
    );
    expect(page.url()).toBe(address);
    await screen.rows.first().press('Delete');
    await screen.row(REQUEST).waitFor({ state: 'detached' });
    await choose(screen, path, () => chooser(screen).click());
    await said(screen, REQUEST).waitFor({ state: 'attached' });
    await expect.poll(() => screen.row(REQUEST).getAttribute('aria-current')).toBe('page');
    await screen.runIn('finished').waitFor();
    expect(await seen(screen)).toEqual(before);
  },
);

e2e('it comes back in an empty home, dropped on the window', async ({ page, folder, browser }) => {
  const screen = screenOf(page);
  await runSample(screen);
  const before = await seen(screen);
  const path = await exportOne(screen, folder);
  await mkdir(join(folder, 'other-home'));
  const other = await HOST.start(join(folder, 'other-home'));
  try {
    const visit = await openVisit(browser, other.url);
    const there = screenOf(visit.page);
    const hint = there.t('sidebar.imports.drop', { count: 1 });
    await there.list.getByText(there.t('sidebar.empty')).waitFor();
    await there.field.fill('what I was writing');
    const drag = await dragFiles(visit.page, [path]);
    await drag.over();
    await visit.page.getByText(hint).waitFor();
    await drag.drop();
    await said(there, REQUEST).waitFor({ state: 'attached' });
    await visit.page.getByText(hint).waitFor({ state: 'detached' });
    await there.runIn('finished').waitFor();
    expect(await seen(there)).toEqual(before);
    await expect.poll(() => there.files.count()).toBe(0);
    await there.row(REQUEST).waitFor();
    visit.check();
    await visit.close();
  } finally {
    await other.close();
  }
  expect(other.complaints).toEqual([]);
});

e2e('it goes out and comes in without a mouse', async ({ page, folder }) => {
  const screen = screenOf(page);
  const { t } = screen;
  // Before the key is pressed: Playwright tells the browser of its wish on the way.
  let path = '';
  page.on('filechooser', (files) => files.setFiles(path));
  await runSample(screen);
  await screen.rows.first().focus();
  await page.keyboard.press('Shift+F10');
  await screen.menuItem(t('sidebar.export')).waitFor();
  await expect.poll(() => isFocused(page.getByRole('menu').locator(':focus'))).toBe(true);
  for (const _ of ['pin', 'export']) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await isFocused(screen.menuItem(t('sidebar.export')))).toBe(true);
  path = await savedTo(folder, page, () => page.keyboard.press('Enter'));
  await expect.poll(() => isFocused(screen.rows.first())).toBe(true);
  await chooser(screen).focus();
  await page.keyboard.press('Enter');
  await said(screen, REQUEST).waitFor({ state: 'attached' });
  await expect.poll(() => screen.rows.count()).toBe(2);
});

for (const colorScheme of LIGHT_AND_DARK) {
  e2e(`what is no export is refused with its reason, ${colorScheme}`, async ({ visit, folder }) => {
    const { page, allow } = await visit({ colorScheme });
    allow(/status of 422/);
    const screen = screenOf(page);
    const { t } = screen;
    await runSample(screen);
    const good = await exportOne(screen, folder);
    const odd = join(folder, 'odd.zip');
    await writeFile(odd, 'hello');
    await dropFiles(page, [odd, good]);
    const alert = imports(screen).getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain(
      t('errors.messages.IMPORT_INVALID', { name: 'odd.zip', why: 'it is no ZIP' }),
    );
    // The other one was taken in, and nothing was attached.
    await said(screen, REQUEST).waitFor({ state: 'attached' });
    await expect.poll(() => screen.rows.count()).toBe(2);
    await expect.poll(() => screen.files.count()).toBe(0);
    await expectAccessible(page);
    const anew = alert.getByRole('button', { name: t('errors.recoveries.choose-file') });
    await choose(screen, odd, () => anew.click());
    await alert.waitFor();
    await imports(screen)
      .getByRole('button', { name: t('sidebar.imports.dismiss', { name: 'odd.zip' }) })
      .press('Enter');
    await imports(screen).waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(chooser(screen))).toBe(true);
  });
}

e2e('a large one says how far it is, and can be stopped', async ({ page, folder }) => {
  const screen = screenOf(page);
  const { t } = screen;
  await page.getByText(t('chat.start.title')).waitFor();
  const large = join(folder, 'large.zip');
  await writeWav(large, 200 * 1024 ** 2);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1 };
  await session.send('Network.emulateNetworkConditions', {
    ...slow,
    uploadThroughput: 20 * 1024 ** 2,
  });
  await dropFiles(page, [large]);
  const bar = imports(screen).getByRole('progressbar', { name: 'large.zip' });
  const share = async () => Number(await bar.getAttribute('aria-valuenow'));
  await expect.poll(share, { timeout: 30_000 }).toBeGreaterThan(5);
  await imports(screen)
    .getByText(/\d+ MB of 210 MB/)
    .waitFor();
  await expectAccessible(page);
  expect(await share()).toBeLessThan(100);
  await imports(screen)
    .getByRole('button', { name: t('sidebar.imports.cancel', { name: 'large.zip' }) })
    .click();
  await imports(screen).waitFor({ state: 'detached' });
  await screen.list.getByText(t('sidebar.empty')).waitFor();
});

e2e('what can’t be exported or imported is said by its code', async ({ visit, host, folder }) => {
  const { page, allow } = await visit();
  allow(/ERR_/); // the engine is gone
  const screen = screenOf(page);
  await runSample(screen);
  const path = await exportOne(screen, folder);
  await host.kill('SIGKILL');
  await screen.openMenu(REQUEST);
  await screen.menuItem(screen.t('sidebar.export')).click();
  const alerts = screen.list.getByRole('alert').filter({ hasText: 'Ensemble does not answer' });
  await alerts.first().waitFor();
  await dropFiles(page, [path]);
  const inImports = imports(screen).getByRole('alert');
  await inImports.waitFor();
  await inImports.getByRole('button', { name: screen.t('errors.recoveries.retry') }).waitFor();
  await host.restart();
});

e2e('in Chinese, and on a phone', async ({ visit, folder }) => {
  const { page } = await visit({ locale: 'zh-CN', viewport: { width: 420, height: 860 } });
  const screen = screenOf(page, 'zh-CN');
  const { t } = screen;
  const open = page.getByRole('button', { name: t('app.openSidebar') });
  const title = 'summarise: The ferry leaves at seven. It carries the mail. Nobody swims.';
  await page.getByText(t('chat.start.title')).waitFor();
  await screen.ask(title);
  await screen.runIn('finished').waitFor();
  await open.click();
  await screen.openMenu(title);
  const path = await savedTo(folder, page, () => screen.menuItem(t('sidebar.export')).click());
  await choose(screen, path, () => chooser(screen).click());
  await said(screen, title).waitFor({ state: 'attached' });
  await screen.runIn('finished').waitFor();
  await open.click();
  await expect.poll(() => screen.rows.count()).toBe(2);
});

// The section on diagnostics: what went wrong, the report, the folders, and what a start after a break says.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../renderer/words/languages.ts';
import type { LogEntry } from '../../shared/diagnostics.ts';
import { e2e } from './harness/e2e.ts';
import { FEW_LOOKS, picture } from './harness/looks.ts';
import { expectNothingTooWide } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';
import { wordsIn } from './harness/words.ts';

const KEY = 'sk-MARKER0123456789abcdef';

function diagnosticsOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const section = page.getByRole('region', { name: t('diagnostics.title'), exact: true });
  const button = (name: string) => section.getByRole('button', { name, exact: true });
  return {
    ...{ t, section, button },
    link: page.getByRole('link', { name: t('sidebar.settings'), exact: true }),
    latest: section.getByRole('button', { name: new RegExp(t('diagnostics.latest.title')) }),
    show: button(t('diagnostics.report.show')),
    text: section.getByRole('textbox', { name: t('diagnostics.report.text') }),
    save: button(t('diagnostics.report.save')),
  };
}

const logOf = async (home: string) => {
  const names = await readdir(join(home, 'logs'));
  const texts = await Promise.all(names.map((name) => readFile(join(home, 'logs', name), 'utf8')));
  return texts.join('');
};

e2e('an error of the page reaches the log without its words', async ({ visit, folder }) => {
  const { page, allow } = await visit();
  allow(/MARKER/);
  await page.getByRole('textbox').first().waitFor();
  await page.evaluate((words) => {
    setTimeout(() => {
      throw new Error(words);
    });
    void Promise.reject(new TypeError(`Cannot read properties of undefined (reading '${words}')`));
  }, `MARKER ${KEY}`);
  const home = join(folder, 'home');
  await expect.poll(async () => (await logOf(home)).split('page-bug').length).toBe(3);
  const log = await logOf(home);
  expect(log).not.toContain('MARKER');
  expect(log).toContain('Cannot read properties of undefined');
  const { link, latest, section, t } = diagnosticsOf(page);
  await link.click();
  await latest.press('Enter');
  await section.getByText(t('diagnostics.latest.events.page-bug')).first().waitFor();
});

e2e('the report is shown, saved, and has nothing of the person in it', async ({ page, folder }) => {
  const { ask, runIn } = screenOf(page);
  await ask(`Draw a picture of a MARKER cat named ${KEY}`);
  await runIn('failed').or(runIn('partly')).first().waitFor();
  const { link, show, text, save, button, t } = diagnosticsOf(page);
  await link.click();
  await show.press('Enter');
  const report = await text.inputValue();
  for (const word of ['version: ', 'node: v24.', 'onnx runtime: ', 'cpu: ', 'conversations: 1']) {
    expect(report).toContain(word);
  }
  expect(report).toMatch(/engine (task|run)-failed \w+/);
  expect(report).not.toMatch(/MARKER|ensemble-e2e/);
  expect(await logOf(join(folder, 'home'))).not.toMatch(/MARKER|ensemble-e2e/);
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^ensemble-report-\d{4}-\d\d-\d\d\.txt$/);
  expect(await readFile(await download.path(), 'utf8')).toBe(report);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(t('diagnostics.report.copy')).press('Enter');
  await page.getByText(t('diagnostics.report.copied')).waitFor();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(report);
});

e2e('a start after a break says so once, quietly', async ({ visit, host }) => {
  const first = await visit();
  first.allow(/Failed to load resource|ERR_|Failed to fetch|Unable to preload/);
  await first.page.getByRole('textbox').first().waitFor();
  await expect.poll(() => first.page.getByText(/did not end in order/).count()).toBe(0);
  await host.kill('SIGKILL');
  await host.restart();
  const { page } = await visit();
  const { t, section } = diagnosticsOf(page);
  const notice = page.getByText(/did not end in order/).first();
  await notice.waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('diagnostics.brokeOff.look') }).press('Enter');
  await section.getByText(t('diagnostics.brokeOff.hint')).waitFor();
  await page.reload();
  await section.getByText(t('diagnostics.brokeOff.hint')).waitFor();
  expect(await page.getByText(/did not end in order/).count()).toBe(1); // in the section alone
});

/** What a session before this one wrote, and did not end. */
const AT = Date.UTC(2026, 0, 5, 10, 40);
const EARLIER: readonly Omit<LogEntry, 'at' | 'source'>[] = [
  { event: 'started', facts: { version: '0.1.0' } },
  {
    event: 'task-failed',
    code: 'MODEL_CRASHED',
    facts: { task: 'image-to-text', model: 'acme/reader', device: 'webgpu' },
  },
  { event: 'refused', code: 'CONVERSATION_NOT_FOUND', facts: { call: 'conversations.open' } },
  { event: 'bug', facts: { name: 'TypeError' }, stack: ['readAll electron/store/store.ts:1:2'] },
];

const broken = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'home', 'logs'), { recursive: true });
    const lines = EARLIER.map((entry, place) =>
      JSON.stringify({ ...entry, at: AT + place * 60_000, source: 'engine' }),
    );
    await writeFile(join(folder, 'home', 'logs', 'engine.jsonl'), `${lines.join('\n')}\n`);
    return folder;
  });

for (const [locale, colorScheme, width] of FEW_LOOKS) {
  broken(`looks right: ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ visit }) => {
    const { page } = await visit({ locale, colorScheme, viewport: { width, height: 900 } });
    const { t, link, latest, show, text, section } = diagnosticsOf(page, locale);
    await page.getByRole('button', { name: t('diagnostics.brokeOff.look') }).waitFor();
    await picture(page, `notice-${locale}-${colorScheme}-${width}`);
    if (width < 760) {
      await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
    }
    await link.click();
    await latest.click();
    await section.getByText(t('diagnostics.latest.events.bug')).waitFor();
    await show.click();
    await text.waitFor();
    await expectAccessible(page);
    await expectNothingTooWide(page);
    await page.setViewportSize({ width, height: 1400 });
    await page.locator('#settings-diagnostics').scrollIntoViewIfNeeded();
    await picture(page, `diagnostics-${locale}-${colorScheme}-${width}`);
  });
}

// The section on privacy: what the mode means, which hosts may be asked, what was, where files may be sent.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  type ConnectionRecord,
  type NetworkOverview,
  NetworkOverviewSchema,
} from '../../shared/connections.ts';
import { detail } from '../../shared/errors.ts';
import { conductedE2e, settingsOf } from './harness/conducted.ts';
import { e2e } from './harness/e2e.ts';
import { onServer } from './harness/looks.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

function privacyOf(page: Page, language: 'en' | 'zh-CN' = 'en') {
  const { t, link, button } = settingsOf(page, language);
  const section = page.getByRole('region', { name: t('settings.privacy.title'), exact: true });
  const table = section.getByRole('table', { name: t('settings.privacy.connections.title') });
  const fold = (title: string) => section.getByRole('button', { name: new RegExp(`^${title}`) });
  return {
    ...{ page, t, link, button, section, table },
    rows: table.getByRole('row'),
    hosts: fold(t('settings.privacy.hosts.title')),
    uploads: fold(t('settings.privacy.uploads.title')),
    save: button(t('settings.privacy.connections.save')),
  };
}

const TALK = { plan: '[]', converse: 'Good morning.', answer: 'Good morning.' };

e2e('says that nothing has left, which hosts are not asked, and why', async ({ visit }) => {
  const { page } = await visit({ colorScheme: 'dark' });
  const { t, link, section, hosts, uploads } = privacyOf(page);
  await link.click();
  await section.getByText(t('settings.privacy.meaning.local')).waitFor();
  await section.getByText(t('settings.privacy.connections.none')).waitFor();
  await hosts.press('Enter');
  await section.getByText(t('settings.privacy.hosts.refusedLocal'), { exact: true }).waitFor();
  await section.getByText('https://huggingface.co', { exact: true }).waitFor();
  await uploads.press('Enter');
  await section.getByText(t('settings.privacy.uploads.empty.local')).waitFor();
  await expectAccessible(page);
});

conductedE2e('lists what a run asked, leads to it, and saves it', async ({ visit, chat }) => {
  const { page } = await visit();
  chat.say(TALK);
  const { ask, runIn } = screenOf(page);
  await ask('good morning');
  await runIn('finished').waitFor();
  const { t, link, section, table, rows, save } = privacyOf(page);
  await link.click();
  const { port, host } = new URL(chat.url);
  await table.getByRole('rowheader', { name: host, exact: true }).first().waitFor();
  await table.getByText(t('settings.privacy.purposes.controller')).first().waitFor();
  const asked = await rows.count();
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^ensemble-connections-\d{4}-\d\d-\d\d\.json$/);
  const saved = NetworkOverviewSchema.parse(
    JSON.parse(await readFile(await download.path(), 'utf8')),
  );
  expect(saved.records).toHaveLength(asked - 1); // the header is a row, too
  expect(saved.records.every((record) => String(record.port) === port)).toBe(true);
  expect(saved.records.filter(({ run }) => run !== undefined).length).toBeGreaterThan(0);
  await expectAccessible(page);
  await section
    .getByRole('button', { name: /^Open the run/ })
    .first()
    .press('Enter');
  await page.getByRole('article').getByText('good morning').first().waitFor();
});

conductedE2e('shows what is asked while it is open', async ({ visit, chat }) => {
  const { page } = await visit();
  const { t, link, section, rows } = privacyOf(page);
  await link.click();
  await section.getByText(t('settings.privacy.mode.local')).waitFor();
  await settingsOf(page).listed.waitFor(); // which asks, too
  await settingsOf(page).test.click();
  await page.getByText(t('settings.test.works', { name: 'test-model (box)' })).waitFor();
  const asked = chat.requests.length;
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(asked + 1);
});

/** In hybrid mode, with words about two providers. */
const decided = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'home'));
    const settings = { mode: 'hybrid', uploads: { 'fal-ai': 'always', replicate: 'never' } };
    await writeFile(join(folder, 'home', 'settings.json'), JSON.stringify(settings));
    return folder;
  });

decided('what was decided about providers is changed and taken back', async ({ page, folder }) => {
  const { t, link, section, hosts, uploads } = privacyOf(page);
  const kept = async () => {
    const written = await readFile(join(folder, 'home', 'settings.json'), 'utf8');
    return JSON.parse(written).uploads;
  };
  const word = (provider: string) =>
    section.getByRole('combobox', { name: t('settings.privacy.uploads.wordOf', { provider }) });
  await link.click();
  await section.getByText(t('settings.privacy.meaning.hybrid')).waitFor();
  await hosts.press('Enter');
  await section.getByText(t('settings.privacy.hosts.allowed'), { exact: true }).waitFor();
  await uploads.press('Enter');
  expect(await word('fal-ai').inputValue()).toBe('always');
  await word('fal-ai').selectOption('never');
  await expect.poll(kept).toEqual({ 'fal-ai': 'never', replicate: 'never' });
  await expectAccessible(page);
  await word('replicate').selectOption('ask');
  const said = section.getByText(t('settings.privacy.uploads.asked', { provider: 'replicate' }));
  await said.waitFor();
  expect(await said.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await word('replicate').count()).toBe(0);
  await expect.poll(kept).toEqual({ 'fal-ai': 'never' });
});

const RUN = '7d1b3c60-0d4e-4c52-9f0e-1a1e6b6f0001';

/** One of each outcome and purpose, the oldest first, after many that are alike. */
function manyRecords(): readonly ConnectionRecord[] {
  const at = Date.UTC(2026, 0, 5, 10, 40);
  const base = { at, method: 'GET', scheme: 'https', port: 443, sentBytes: 0, receivedBytes: 0 };
  const hub = { ...base, purpose: 'hub', host: 'huggingface.co' } as const;
  const answered = { how: 'answered', status: 200, durationMs: 420 } as const;
  const alike = Array.from({ length: 300 }, (_, place): ConnectionRecord => {
    return { ...hub, at: at + place * 1000, receivedBytes: 18_400, outcome: answered };
  });
  const expert = { ...base, purpose: 'expert', host: 'router.huggingface.co', run: RUN } as const;
  const why = detail('only-loopback');
  return [
    ...alike,
    { ...expert, task: 1, sentBytes: 1_240_000, receivedBytes: 2_100, outcome: answered },
    { ...expert, task: 2, sentBytes: 310, outcome: { ...answered, status: 402, durationMs: 90 } },
    { ...expert, task: 2, outcome: { how: 'failed', code: 'ECONNRESET', durationMs: 30_400 } },
    { ...hub, outcome: { how: 'left', status: 206, durationMs: 5200 }, receivedBytes: 89_000_000 },
    { ...base, purpose: 'address', host: 'pictures.example.com', outcome: { how: 'refused', why } },
    {
      ...{ ...base, purpose: 'controller', scheme: 'http', host: '127.0.0.1', port: 11434 },
      ...{ run: RUN, sentBytes: 5_300, receivedBytes: 800, outcome: { how: 'open', status: 200 } },
    },
  ].map((record, place) => ({ ...record, at: at + place * 1000 })) as ConnectionRecord[]; // literals
}

async function showMany(page: Page): Promise<void> {
  const overview: NetworkOverview = {
    mode: 'hybrid',
    destinations: [
      { purpose: 'hub', origin: 'https://huggingface.co' },
      { purpose: 'expert', origin: 'https://router.huggingface.co' },
      { purpose: 'controller', name: 'ollama', origin: 'http://127.0.0.1:11434' },
      {
        ...{ purpose: 'controller', name: 'box', origin: 'http://192.168.0.7:8000' },
        refusal: detail('plain-http'),
      },
    ],
    uploads: { 'fal-ai': 'always', replicate: 'never' },
    records: manyRecords(),
  };
  await page.route('**/rpc/network/overview', (route) =>
    route.fulfill({ json: { json: overview } }),
  );
}

for (const [locale, colorScheme, width] of onServer([
  ['en', 'light', 1440],
  ['en', 'dark', 420],
  ['zh-CN', 'dark', 1440],
  ['zh-CN', 'light', 420],
] as const)) {
  const look = `${locale}, ${colorScheme}, ${width} pixels wide`;
  e2e(`of many connections the latest come first, more on demand: ${look}`, async ({ visit }) => {
    const viewport = { width, height: 900 };
    const { page } = await visit({ locale, colorScheme, viewport });
    await showMany(page);
    const { t, link, section, table, rows, hosts, uploads, button } = privacyOf(page, locale);
    if (width < 760) {
      await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
    }
    await link.click();
    await table.waitFor();
    expect(await rows.count()).toBe(51);
    const first = rows.nth(1);
    await first.getByText('127.0.0.1:11434').waitFor();
    await first.getByText(t('settings.privacy.connections.outcomes.open')).waitFor();
    await hosts.click();
    await uploads.click();
    await expectAccessible(page);
    await picture(page, `privacy-${locale}-${colorScheme}-${width}`);
    const tooWide = await section.evaluate((element) =>
      [...element.querySelectorAll('*')]
        .filter((one) => one.checkVisibility() && !one.closest('thead'))
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(tooWide).toEqual([]);
    await button(t('settings.privacy.connections.more', { count: '200' })).click();
    expect(await rows.count()).toBe(251);
    await button(t('settings.privacy.connections.more', { count: '56' })).click();
    expect(await rows.count()).toBe(307);
    await section
      .getByRole('button', { name: /^(Open the run|打开)/ })
      .first()
      .click();
    await first.getByText(t('settings.privacy.connections.runGone')).waitFor();
  });
}

/** Of the whole section, where someone wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    const size = page.viewportSize();
    await page.setViewportSize({ width: size?.width ?? 1440, height: 2600 });
    await page.locator('#settings-privacy').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.setViewportSize({ width: size?.width ?? 1440, height: size?.height ?? 900 });
  }
}

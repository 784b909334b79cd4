// The screen of models as a person sorts and settles things there: filters that stand in the address, what
// can do each task type, pins, what is on the disk.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type FakeHub, startHub } from '../fakes/hub.ts';
import { hubE2e, searchesOf } from './harness/hub.ts';
import {
  expectNothingTooWide,
  modelsE2e,
  modelsOf,
  RECOMMENDED,
  TYPED,
  tinyModel,
} from './harness/models.ts';
import { expectAccessible } from './harness/visit.ts';

const TASK = 'object-detection';

/** Beside a Hub whose files stop in their middle until it is told to go on. */
const queueE2e = modelsE2e.extend(
  'hub',
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  async ({}, { onCleanup }): Promise<FakeHub & { readonly goOn: () => void }> => {
    let isHalted = true;
    const hub = await startHub({
      models: [
        await tinyModel(TYPED, { from: TASK, weights: 'model.onnx' }),
        await tinyModel(RECOMMENDED, {
          ...{ from: 'image-classification', weights: 'model_quantized.onnx' },
        }),
      ],
      fault: ({ host }) =>
        isHalted && host === 'storage' ? { kind: 'stall', after: 20_000 } : undefined,
    });
    onCleanup(() => hub.close());
    return {
      ...hub,
      goOn: () => {
        isHalted = false;
      },
    };
  },
);

function choicesOf(page: Page, language: 'en' | 'zh-CN' = 'en') {
  const screen = modelsOf(page, language);
  const { t, offers } = screen;
  const select = (name: string) =>
    page.getByRole('group', { name: t('models.filters.title') }).getByRole('combobox', { name });
  return {
    ...screen,
    filters: {
      task: select(t('models.filters.task')),
      size: select(t('models.filters.size')),
      licence: select(t('models.filters.licence')),
      language: select(t('models.filters.language')),
      fits: page.getByRole('checkbox', { name: t('models.filters.fits') }),
      open: page.getByRole('checkbox', { name: t('models.filters.open') }),
      clear: page.getByRole('button', { name: t('models.filters.clear') }),
    },
    candidate: (name: string) => offers.getByRole('listitem', { name, exact: true }),
    disk: page.getByRole('region', { name: t('models.disk.title'), exact: true }),
    query: () => new URL(page.url()).hash.split('?')[1] ?? '',
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  hubE2e(`filters what is listed, in the address, ${colorScheme}`, async ({ visit, hub }) => {
    const { page } = await visit({ colorScheme });
    const { t, link, filters, model, offers, query, installed } = choicesOf(page);
    await link.click();
    await model(TASK).waitFor();
    await filters.task.selectOption(TASK);
    await filters.licence.selectOption('commercial');
    await filters.size.selectOption('1000000000');
    await filters.open.check();
    expect(query()).toBe(`task=${TASK}&size=1000&licence=commercial&gated=hide`);
    await expect.poll(() => model('translation').count(), { timeout: 30_000 }).toBe(0);
    await offers.getByText('Xenova/detr-resnet-50').waitFor();
    await expectAccessible(page);
    await page.reload();
    await model(TASK).waitFor();
    await expect.poll(() => filters.task.inputValue()).toBe(TASK);
    await expect.poll(() => filters.licence.inputValue()).toBe('commercial');
    await expect.poll(() => filters.open.isChecked()).toBe(true);
    await expect.poll(() => model('translation').count()).toBe(0);
    // They hold for the Hub too, which is asked when the person says so.
    expect(searchesOf(hub)).toEqual([]);
    await page.getByText(t('models.filters.hub.sifted')).waitFor();
    await page.getByRole('button', { name: t('models.pins.hub.onnx') }).click();
    await expect.poll(() => searchesOf(hub).length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(searchesOf(hub)[0]).toContain('gated=false');
    await filters.clear.click();
    await model('translation').waitFor();
    expect(query()).toBe('');
    await filters.size.selectOption('100000000');
    await filters.language.selectOption('de');
    await expectAccessible(page);
    await installed.waitFor();
  });
}

modelsE2e('pins a model for a task type, and takes the pin away', async ({ visit, folder }) => {
  const { page } = await visit();
  const { t, link, task, candidate } = choicesOf(page);
  const settings = async () =>
    JSON.parse(await readFile(join(folder, 'home', 'settings.json'), 'utf8'));
  await link.click();
  await task(t('tasks.names.image-to-text')).click();
  await expect
    .poll(async () => (await candidatesIn(page)).length, { timeout: 30_000 })
    .toBeGreaterThan(1);
  const rows = await candidatesIn(page);
  const last = rows.at(-1) ?? '';
  const pin = candidate(last).getByRole('button', { name: /^Pin / });
  await pin.focus();
  await page.keyboard.press('Enter');
  await candidate(last).getByText(t('models.pins.taken')).waitFor();
  await candidate(last).getByText(t('models.pins.pinned'), { exact: true }).waitFor();
  expect(Object.keys((await settings()).pinnedModels)).toEqual(['image-to-text']);
  await expectAccessible(page);
  await candidate(last)
    .getByRole('button', { name: /^Unpin / })
    .click();
  await candidate(last)
    .getByText(t('models.pins.pinned'), { exact: true })
    .waitFor({ state: 'detached' });
  expect((await settings()).pinnedModels).toEqual({});
});

modelsE2e('tells what is on the disk, and removes what is left over', async ({ visit, folder }) => {
  const left = join(
    folder,
    'hub',
    'hub',
    'models--acme--left',
    'blobs',
    `${'c'.repeat(64)}.incomplete`,
  );
  await put(left, 'x'.repeat(3000));
  await put(join(folder, 'hub', 'hub', '.locks', 'models--acme--left', 'ensemble.lock'), '');
  const { page } = await visit({ viewport: { width: 390, height: 844 } });
  const { t, disk, field, model } = choicesOf(page);
  await page.goto(`${page.url().split('#')[0]}#/models`);
  await field.fill(TYPED);
  await field.press('Enter');
  await model('shapes').waitFor();
  await disk.getByRole('button', { name: /^\d+ models/ }).click();
  const row = disk.getByRole('listitem', { name: 'shapes', exact: true });
  await row.getByText(t('models.disk.revision', { revision: 'bbbbbbb' })).waitFor();
  await disk.getByRole('button', { name: t('models.disk.leftovers') }).click();
  const leftover = disk.getByRole('listitem', { name: 'acme/left' });
  await leftover.getByText(t('models.disk.kinds.partial', { count: 1 })).waitFor();
  await expectAccessible(page);
  await expectNothingTooWide(page);
  await leftover
    .getByRole('button', { name: t('models.disk.removeLeft', { model: 'acme/left' }) })
    .click();
  await leftover.getByRole('button', { name: t('models.disk.removeYes') }).click();
  await leftover.waitFor({ state: 'detached' });
  await expect(readFile(left)).rejects.toMatchObject({ code: 'ENOENT' });
});

queueE2e(
  'finds what was being fetched after a restart, in the order chosen',
  async ({ visit, hub, host }) => {
    const before = await visit();
    before.allow(/ERR_/);
    const first = choicesOf(before.page);
    await first.link.click();
    for (const id of [TYPED, RECOMMENDED]) {
      await first.field.fill(id);
      await first.field.press('Enter');
      await rowOf(first, id).waitFor();
      await first.button(first.t('models.downloads.pause', { model: id })).click();
      await rowOf(first, id).getByText(first.t('models.downloads.statuses.paused')).waitFor();
    }
    await first.button(first.t('models.downloads.up', { model: RECOMMENDED })).click();
    await expect.poll(() => orderOf(first), { timeout: 30_000 }).toEqual([RECOMMENDED, TYPED]);
    await before.page.mouse.move(0, 0); // the button's tooltip goes
    await before.page.getByRole('tooltip').waitFor({ state: 'detached' });
    await expectAccessible(before.page);
    await host.close();
    await before.page.close();
    await host.restart();
    hub.goOn();
    const { page } = await visit();
    const again = choicesOf(page);
    await again.link.click();
    await expect.poll(() => orderOf(again), { timeout: 30_000 }).toEqual([RECOMMENDED, TYPED]);
    await rowOf(again, TYPED).getByText(again.t('models.downloads.statuses.paused')).waitFor();
    await again.button(again.t('models.downloads.resumeAll')).click();
    await again.model('shapes').waitFor();
    await again.downloads.waitFor({ state: 'detached' });
  },
);

type Choices = ReturnType<typeof choicesOf>;

function rowOf({ downloads }: Choices, id: string): Locator {
  return downloads.getByRole('listitem').filter({ hasText: id });
}

function orderOf({ downloads }: Choices): Promise<readonly string[]> {
  return downloads.getByRole('listitem').locator('[class*="model"]').allTextContents();
}

async function put(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The names of those that could do what is unfolded. */
function candidatesIn(page: Page): Promise<readonly string[]> {
  return page
    .locator('[class*="candidates"] li')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
}

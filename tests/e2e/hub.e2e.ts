// The Hub on the screen of models: searches that are sent when a person says so, what is kept of them, and the page of a model, from which it is installed.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { GUARDED, hubE2e, hubOf, PAINTER, SHAPES, searchesOf } from './harness/hub.ts';
import { expectNothingTooWide, inEnvironment, RECOMMENDED } from './harness/models.ts';
import { expectAccessible } from './harness/visit.ts';

const models = hubE2e.extend('opened', async ({ visit }) => {
  const { page, allow } = await visit();
  const screen = hubOf(page);
  await screen.link.click();
  await screen.hub.waitFor();
  return { ...screen, allow };
});

for (const colorScheme of ['light', 'dark'] as const) {
  hubE2e(`finds models by words, task and place, ${colorScheme}`, async ({ visit, hub }) => {
    const { page } = await visit({ colorScheme });
    const screen = hubOf(page);
    const { t, link, words, taskChoice, place, search, found, result } = screen;
    await link.click();
    await words.pressSequentially('acme');
    await taskChoice.selectOption({ label: t('tasks.names.object-detection') });
    expect(searchesOf(hub)).toEqual([]);
    await words.press('Enter');
    await found.first().waitFor();
    expect(searchesOf(hub)).toHaveLength(1);
    expect(await found.allTextContents()).toEqual([
      expect.stringContaining(SHAPES),
      expect.stringContaining(GUARDED),
    ]);
    await result(SHAPES).getByText('120K downloads').waitFor();
    await result(SHAPES).getByText(t('tasks.names.object-detection')).waitFor();
    await result(SHAPES).getByText('English, German').waitFor();
    await result(GUARDED).getByText(t('models.hub.gated.manual')).waitFor();
    await expectAccessible(page);
    await place('hosted').click();
    await screen.hub.getByText(t('models.hub.changed')).waitFor();
    expect(searchesOf(hub)).toHaveLength(1);
    await taskChoice.selectOption({ label: t('tasks.names.text-to-image') });
    await search.click();
    await result(PAINTER).waitFor();
    expect(await found.count()).toBe(1);
    await words.fill('giraffe');
    await search.click();
    await screen.hub.getByText(t('models.hub.nothing')).waitFor();
    await expectAccessible(page);
  });
}

models('drops the answer of a search that another one overtook', async ({ opened, hub }) => {
  const { words, found, result } = opened;
  hub.fault = ({ path }) => (path.includes('guarded') ? { kind: 'stall' } : undefined);
  await words.fill('guarded');
  await words.press('Enter');
  await expect.poll(() => searchesOf(hub).length).toBe(1);
  await words.fill('shapes');
  await words.press('Enter');
  await result(SHAPES).waitFor();
  expect(await found.count()).toBe(1);
});

models('says why the Hub gave no answer, and asks again', async ({ opened, hub }) => {
  const { page, t, words, result, button, allow } = opened;
  allow(/status of 422/);
  hub.fault = () => ({ kind: 'status', status: 429, retryAfter: '0' });
  await words.fill('shapes');
  await words.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  hub.fault = undefined;
  await button(t('errors.recoveries.retry')).click();
  await result(SHAPES).waitFor();
});

models('shows the page of a model, and installs one format of it', async ({ opened }) => {
  const { page, t, words, details, dialog, downloads, model } = opened;
  await words.fill('shapes');
  await words.press('Enter');
  await details(SHAPES).focus();
  await page.keyboard.press('Enter');
  await dialog.getByText('Finds circles and squares in pictures').waitFor();
  await dialog.getByText('It was trained on drawings alone.').waitFor();
  await dialog.getByText(t('models.offers.licence', { licence: 'apache-2.0' })).waitFor();
  const onHub = dialog.getByRole('link', { name: t('models.card.page') });
  expect(await onHub.getAttribute('href')).toBe(`https://huggingface.co/${SHAPES}`);
  await expectAccessible(page);
  const install = (dtype: string) =>
    dialog.getByRole('button', {
      name: t('models.card.formats.installOne', { model: SHAPES, dtype }),
    });
  await install('fp32').waitFor();
  await install('q8').press('Enter');
  await dialog.getByText(t('models.offers.under')).waitFor();
  await dialog.getByText(t('models.offers.isInstalled')).first().waitFor();
  expect(await install('fp32').count()).toBe(1);
  expect(await dialog.locator(':focus').count()).toBe(1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focusedName(page)).toBe(t('models.card.open', { model: SHAPES }));
  await model('shapes').getByText('q8').waitFor();
  await downloads.waitFor({ state: 'detached' });
});

models('tells of terms, of providers, and of a model that is not there', async ({ opened }) => {
  const { page, t, field, look, dialog, task, details, allow } = opened;
  allow(/status of 422/);
  const lookUp = async (typed: string) => {
    await field.fill(typed);
    await look.click();
    await dialog.waitFor();
  };
  const close = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await lookUp(`https://huggingface.co/${GUARDED}`);
  await dialog.getByText(t('models.card.terms.manual')).waitFor();
  await dialog.getByText(t('models.card.hosting.none')).waitFor();
  await expectAccessible(page);
  await close();
  await expect.poll(() => focusedName(page)).toBe(t('models.byId.look'));
  await lookUp(PAINTER);
  await dialog.getByText('nscale').waitFor();
  await dialog.getByText(`{"id": "${PAINTER}", "tasks": ["text-to-image"]}`).waitFor();
  await dialog.getByText(t('models.card.formats.none')).waitFor();
  await close();
  await lookUp('acme/unknown');
  await dialog.getByRole('alert').filter({ hasText: 'acme/unknown' }).waitFor();
  await expectAccessible(page);
  await close();
  await field.fill('shapes');
  await look.click();
  await page.getByText(t('models.byId.faults.shape')).waitFor();
  expect(await dialog.count()).toBe(0);
  await task(t('tasks.names.image-classification')).click();
  await details(RECOMMENDED).click();
  await dialog
    .getByText('Finds circles')
    .or(dialog.getByText(t('models.card.noText')))
    .waitFor();
  await close();
  await expect.poll(() => focusedName(page)).toBe(t('models.card.open', { model: RECOMMENDED }));
});

models('leads from the filter to the Hub', async ({ opened }) => {
  const { page, t, filter, button, result, words } = opened;
  await filter.fill('guarded');
  await button(t('models.hub.searchFor', { words: 'guarded' })).click();
  await result(GUARDED).waitFor();
  expect(await words.inputValue()).toBe('guarded');
  expect(await focusedName(page)).toBe(t('models.hub.title'));
});

hubE2e('shows what was kept where the Hub is not to be asked', async ({ visit, host, hub }) => {
  const before = hubOf((await visit()).page);
  await before.link.click();
  await before.words.fill('shapes');
  await before.words.press('Enter');
  await before.details(SHAPES).click();
  await before.dialog.getByText('Finds circles').waitFor();
  await before.page.goto('about:blank');
  await host.kill('SIGTERM');
  // In local mode a Hub on this machine may be asked: models.e2e.ts has that mode with another one.
  const restore = inEnvironment({ HF_HUB_OFFLINE: '1' });
  await host.restart().finally(restore);
  const asked = hub.seen.length;
  const { page, allow } = await visit({ viewport: { width: 420, height: 860 }, locale: 'zh-CN' });
  allow(/status of 422/);
  const { t, link, words, hub: section, result, details, dialog } = hubOf(page, 'zh-CN');
  await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
  await link.click();
  await section.getByText(t('models.hub.offline.hub-offline')).waitFor();
  await words.fill('guarded');
  await words.press('Enter');
  await section.getByText(t('models.hub.notKept')).waitFor();
  await expectAccessible(page);
  await words.fill('shapes');
  await words.press('Enter');
  await result(SHAPES).waitFor();
  await section.getByText(/^保存于/).waitFor();
  await expectAccessible(page);
  await expectNothingTooWide(page);
  await details(SHAPES).click();
  await dialog.getByText('Finds circles').waitFor();
  const install = dialog.getByRole('button', {
    name: t('models.card.formats.installOne', { model: SHAPES, dtype: 'q8' }),
  });
  expect(await install.isDisabled()).toBe(true);
  await expectAccessible(page);
  await expectNothingTooWide(page);
  expect(hub.seen.slice(asked)).toEqual([]);
});

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? null;
  });
}

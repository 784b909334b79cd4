// The screen of models: what is listed, a download from a Hub on this machine, a removal, a trial, a wrong
// name, and the places of the screen itself.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { e2e } from './harness/e2e.ts';
import { hubOf } from './harness/hub.ts';
import { LIGHT_AND_DARK } from './harness/looks.ts';
import { expectNothingTooWide, modelsE2e, modelsOf, RECOMMENDED, TYPED } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const models = modelsE2e.extend('opened', async ({ visit }) => {
  const { page, allow } = await visit();
  const screen = modelsOf(page);
  await screen.link.click();
  await screen.installed.waitFor();
  return { ...screen, allow };
});

for (const colorScheme of LIGHT_AND_DARK) {
  models(`lists what is here and what is recommended, ${colorScheme}`, async ({ visit }) => {
    const { page } = await visit({ colorScheme });
    const { t, link, machine, model, offers, task, filter } = modelsOf(page);
    await link.click();
    await model('object-detection').waitFor();
    await expectAccessible(page);
    await machine.getByText('CPU', { exact: true }).waitFor();
    await machine.getByText(t('models.machine.used')).waitFor();
    const tiny = model('object-detection');
    await tiny.getByText(t('tasks.names.object-detection')).waitFor();
    await tiny.getByText(t('models.installed.own')).waitFor();
    expect(await tiny.getByRole('button', { name: t('models.installed.remove') }).count()).toBe(0);
    const detection = task(t('tasks.names.object-detection'));
    await expect.poll(() => detection.textContent()).toContain('object-detection');
    await detection.click();
    const detr = offers.getByRole('listitem').filter({ hasText: 'Xenova/detr-resnet-50' });
    await detr.getByText('43 MB (q8)').waitFor();
    await detr.getByText(t('models.offers.licence', { licence: 'apache-2.0' })).waitFor();
    await expectAccessible(page);
    await filter.fill('mobilenetv4 classify');
    await page.getByText(t('models.matches', { count: 1 })).waitFor();
    await offers.getByRole('listitem').filter({ hasText: RECOMMENDED }).waitFor();
    expect(await detr.count()).toBe(0);
    expect(await model('object-detection').count()).toBe(0);
    await filter.fill('giraffe');
    await page.getByText(t('models.nothingFound')).waitFor();
    await expectAccessible(page);
  });
}

e2e('says that nothing is installed, and why nothing can be', async ({ visit }) => {
  const { page, allow } = await visit({ viewport: { width: 420, height: 860 }, locale: 'zh-CN' });
  allow(/status of 422/);
  const { t, link, installed, offers, task, machine } = modelsOf(page, 'zh-CN');
  await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
  await link.click();
  await installed.getByText(t('models.installed.empty')).waitFor();
  await machine.getByText(t('models.machine.offline.local-mode')).waitFor();
  await task(t('tasks.names.object-detection')).click();
  const install = offers.getByRole('button', { name: t('models.offers.install') }).first();
  expect(await install.isDisabled()).toBe(true);
  const { hub, words } = hubOf(page, 'zh-CN');
  await hub.getByText(t('models.hub.offline.local-mode')).waitFor();
  await words.fill('whisper');
  await words.press('Enter');
  await hub.getByText(t('models.hub.notKept')).waitFor();
  await expectAccessible(page);
  await expectNothingTooWide(page);
});

models('is found again by its address, and left by going back', async ({ opened }) => {
  const { page, t, title, link } = opened;
  await title.waitFor();
  expect(new URL(page.url()).hash).toBe('#/models');
  await page.reload();
  await title.waitFor();
  expect(await link.getAttribute('aria-current')).toBe('page');
  await page.goBack();
  await page.getByText(t('chat.start.title')).waitFor();
  await page.goForward();
  await title.waitFor();
});

models('installs a recommended model, and tells how far it is', async ({ opened }) => {
  const { page, t, task, offers, downloads, model, button } = opened;
  await task(t('tasks.names.image-classification')).click();
  const offer = offers.getByRole('listitem').filter({ hasText: RECOMMENDED });
  await button(t('models.offers.installOne', { model: RECOMMENDED })).click();
  const row = downloads.getByRole('listitem').filter({ hasText: RECOMMENDED });
  await row.getByText(/\d+ of \d+ kB/).waitFor();
  await offer.getByText(t('models.offers.under')).waitFor();
  await button(t('models.downloads.pause', { model: RECOMMENDED })).click();
  await row.getByText(t('models.downloads.statuses.paused')).waitFor();
  await page.mouse.move(0, 0); // the button's tooltip goes
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await expectAccessible(page);
  await button(t('models.downloads.resume', { model: RECOMMENDED })).click();
  await model('mobilenetv4_conv_small.e2400_r224_in1k').waitFor();
  await offer.getByText(t('models.offers.isInstalled')).waitFor();
  await page.getByText(t('models.downloads.done', { model: RECOMMENDED })).waitFor();
  await downloads.waitFor({ state: 'detached' });
});

models('installs by name, checks the files and removes after asking', async ({ opened }) => {
  const { page, t, field, model, button } = opened;
  await field.fill(`${TYPED}@main`);
  await field.press('Enter');
  const row = model('shapes');
  await row.getByRole('button', { name: t('models.installed.check') }).click();
  await row.getByText(t('models.installed.whole', { count: 3 })).waitFor();
  await row.getByRole('button', { name: t('models.installed.remove'), exact: true }).click();
  await expectAccessible(page);
  await expect.poll(() => focusedText(page)).toBe(t('models.installed.keep'));
  await page.keyboard.press('Escape');
  await expect.poll(() => focusedText(page)).toBe(t('models.installed.remove'));
  await page.keyboard.press('Enter');
  await button(t('models.installed.removeYes')).click();
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => focusedText(page)).toBe(t('models.installed.title'));
});

models('tries a model, and shows the run', async ({ opened }) => {
  const { page, t, model } = opened;
  const { runIn, results } = screenOf(page);
  await model('object-detection')
    .getByRole('button', { name: t('models.installed.try') })
    .click();
  await runIn('finished').waitFor();
  await results.first().waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#\/c\//);
});

models('says what is wrong with a name, before and after asking the Hub', async ({ opened }) => {
  const { page, t, field, downloads, allow } = opened;
  allow(/status of 422/);
  await field.fill('shapes');
  await field.press('Enter');
  await page.getByText(t('models.byId.faults.shape')).waitFor();
  await expectAccessible(page);
  await field.fill('acme/unknown');
  await field.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'acme/unknown' }).waitFor();
  expect(await downloads.count()).toBe(0);
});

function focusedText(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

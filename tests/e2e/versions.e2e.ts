// Requests edited and tried again, and runs made anew from a task that was changed: all of it beside what
// was there before.

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { e2e } from './harness/e2e.ts';
import { type Screen, screenOf } from './harness/screen.ts';

const FERRY = 'summarise: The ferry leaves at seven. It carries the mail. Nobody swims.';
const TRAM = 'summarise: The tram leaves at eight. It carries the bread. Nobody walks.';

function version({ page, t }: Screen, position: number, count: number): Locator {
  return page.getByText(t('chat.request.version', { position, count }), { exact: true });
}

e2e(
  'a request that is edited stands beside the first one, and the arrows move between them',
  async ({ page }) => {
    const screen = screenOf(page);
    const { t, exchanges, field } = screen;
    await screen.ask(FERRY);
    await screen.runIn('finished').waitFor();
    await exchanges.hover();
    await page.getByRole('button', { name: t('chat.request.edit'), exact: true }).click();
    expect(await field.inputValue()).toBe(FERRY);
    await screen.ask(TRAM);
    await version(screen, 2, 2).waitFor();
    await exchanges.getByText(TRAM).first().waitFor();
    expect(await exchanges.count()).toBe(1);
    await page.getByRole('button', { name: t('chat.request.previous') }).click();
    await version(screen, 1, 2).waitFor();
    await exchanges.getByText(FERRY).first().waitFor();
    await screen.answer
      .getByText(/The ferry leaves/)
      .first()
      .waitFor();
    await page.reload();
    await version(screen, 1, 2).waitFor();
    await page.getByRole('button', { name: t('chat.request.next') }).click();
    await exchanges.getByText(TRAM).first().waitFor();
  },
);

e2e('the arrow up takes up the last request again', async ({ page }) => {
  const { ask, field, runIn } = screenOf(page);
  await ask(FERRY);
  await runIn('finished').waitFor();
  await field.press('ArrowUp');
  expect(await field.inputValue()).toBe(FERRY);
  await field.press('Escape');
  expect(await field.inputValue()).toBe('');
});

e2e(
  'what follows an earlier version is gone from sight with it, and comes back',
  async ({ page }) => {
    const screen = screenOf(page);
    await screen.ask(FERRY);
    await screen.runIn('finished').waitFor();
    await screen.ask(TRAM);
    await expect.poll(() => screen.runIn('finished').count()).toBe(2);
    const first = screen.exchanges.first();
    await first.hover();
    await first.getByRole('button', { name: screen.t('chat.request.again') }).click();
    await version(screen, 2, 2).waitFor();
    await expect.poll(() => screen.exchanges.count()).toBe(1);
    await page.getByRole('button', { name: screen.t('chat.request.previous') }).click();
    await expect.poll(() => screen.exchanges.count()).toBe(2);
  },
);

e2e(
  'a run is made anew from a task that was changed, and keeps what the change does not reach',
  async ({ page }) => {
    const screen = screenOf(page);
    const { t, panel } = screen;
    await screen.sample('read invoice.png for me').click();
    await screen.runIn('finished').waitFor();
    await screen.openGraph.click();
    const inspector = panel.getByRole('region', {
      name: t('graph.inspector.title', { name: t('tasks.names.text-to-speech') }),
    });
    await panel.getByRole('tab', { name: t('graph.tabs.list') }).click();
    await panel.getByRole('button', { name: t('tasks.names.text-to-speech') }).click();
    await inspector.getByRole('button', { name: t('graph.inspector.write') }).click();
    await inspector.getByLabel(t('graph.slots.text')).fill('Thirty apples are on the table.');
    await inspector.getByRole('button', { name: t('graph.inspector.runFromHere') }).click();
    await version(screen, 2, 2).waitFor();
    await screen.runIn('finished').waitFor();
    await screen.run.getByText(t('chat.run.reused', { count: 1 })).waitFor();
    await inspector.getByText('Thirty apples are on the table.').first().waitFor();
    // The first version is as it was.
    await page.getByRole('button', { name: t('chat.request.previous') }).click();
    await screen.answer.getByText('MJ-2047').first().waitFor();
    expect(await screen.run.getByText(t('chat.run.reused', { count: 1 })).count()).toBe(0);
  },
);

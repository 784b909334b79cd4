// The narrowest page: the list of conversations and the panel lie over the chat.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { e2e } from './harness/e2e.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const PHONE = { viewport: { width: 420, height: 860 } };

/** What stands out beyond the right edge of the page. */
function standingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('header, main *')]
      .filter((element) => element.checkVisibility() && !element.closest('[class*="scroller"]'))
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80))
      .slice(0, 5),
  );
}

e2e('nothing stands out of the page, however long a title is', async ({ visit }) => {
  const { page } = await visit(PHONE);
  const { ask, runIn } = screenOf(page);
  await ask(
    'summarise: The ferry leaves at seven and carries the mail. Nobody swims. Nobody walks.',
  );
  await runIn('finished').waitFor();
  expect(await standingOut(page)).toEqual([]);
});

e2e('the list comes over the chat, and goes when a conversation is chosen', async ({ visit }) => {
  const { page } = await visit(PHONE);
  const { t, ask, runIn, list, rows, search } = screenOf(page);
  await ask('summarise: The ferry leaves at seven. It carries the mail. Nobody swims.');
  await runIn('finished').waitFor();
  expect(await list.isVisible()).toBe(false);
  await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
  await rows.first().waitFor();
  await expectAccessible(page);
  await rows.first().click();
  await list.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+f');
  await search.waitFor();
  await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true);
  await page
    .getByRole('button', { name: t('app.closeSidebar') })
    .click({ position: { x: 400, y: 400 } });
  await list.waitFor({ state: 'hidden' });
});

e2e('the panel takes the whole page, and gives it back', async ({ visit }) => {
  const { page } = await visit(PHONE);
  const { t, ask, runIn, openGraph, panel, field } = screenOf(page);
  await ask('summarise: The ferry leaves at seven. It carries the mail. Nobody swims.');
  await runIn('finished').waitFor();
  await openGraph.click();
  await panel.getByText(t('tasks.names.summarization')).first().waitFor();
  expect((await panel.boundingBox())?.width).toBe(PHONE.viewport.width);
  await expectAccessible(page);
  await page.getByRole('button', { name: t('app.closePanel') }).click();
  await field.click();
});

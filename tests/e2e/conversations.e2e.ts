// The list of conversations.

import { expect } from 'vitest';
import { e2e } from './harness/e2e.ts';
import { type Screen, screenOf } from './harness/screen.ts';

const REQUESTS = [
  'summarise: The ferry leaves at seven. It carries the mail. Nobody swims.',
  'summarise: The library opens at nine. It lends books. Nobody shouts.',
  'summarise: The orchard has forty trees. Most of them bear pears. Nobody counts.',
] as const;

/** One conversation for each request, the last one open. */
async function fill(screen: Screen, requests: readonly string[] = REQUESTS): Promise<void> {
  for (const request of requests) {
    await screen.list.getByRole('button', { name: screen.t('sidebar.new') }).click();
    await screen.ask(request);
    await screen.runIn('finished').waitFor();
    await screen.row(request).waitFor();
  }
}

e2e('the latest conversation comes first, and the open one is marked', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  // A row that was just put there has no text until the browser has laid it out.
  await expect.poll(() => screen.rows.allInnerTexts()).toEqual(REQUESTS.toReversed());
  const [ferry, library] = REQUESTS;
  await screen.row(library).click();
  expect(await screen.row(library).getAttribute('aria-current')).toBe('page');
  expect(await screen.row(ferry).getAttribute('aria-current')).toBeNull();
  await screen.exchanges.getByText(library).first().waitFor();
  await page.goBack();
  await screen.exchanges.getByText(REQUESTS[2]).first().waitFor();
});

e2e('a search finds words in requests and answers and marks them', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('LENDS');
  await screen.list.getByText(screen.t('sidebar.found', { count: 1 })).waitFor();
  expect(await screen.rows.count()).toBe(1);
  expect(await screen.list.locator('mark').allInnerTexts()).toEqual(['lends']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await screen.exchanges.getByText(REQUESTS[1]).first().waitFor();
  await screen.search.fill('giraffe');
  await screen.list.getByText(screen.t('sidebar.nothingFound'), { exact: true }).waitFor();
  await screen.search.press('Escape');
  await expect.poll(() => screen.rows.count()).toBe(REQUESTS.length);
});

e2e('a conversation is renamed in its place, and keeps the name', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  await screen.openMenu(REQUESTS[0]);
  await screen.menuItem(screen.t('sidebar.rename')).click();
  const title = page.getByRole('textbox', { name: screen.t('sidebar.title') });
  await title.fill('The ferry');
  await title.press('Escape');
  await screen.row(REQUESTS[0]).waitFor();
  await screen.row(REQUESTS[0]).press('F2');
  await title.fill('The ferry');
  await title.press('Enter');
  await screen.row('The ferry').waitFor();
  await page.reload();
  await screen.row('The ferry').waitFor();
});

e2e('a pinned conversation stands above the others', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  await screen.openMenu(REQUESTS[0]);
  await screen.menuItem(screen.t('sidebar.pin')).click();
  const pinned = screen.list.getByRole('region', { name: screen.t('sidebar.groups.pinned') });
  await pinned.getByRole('link', { name: REQUESTS[0] }).waitFor();
  await expect.poll(() => screen.rows.first().innerText()).toBe(REQUESTS[0]);
  await screen.openMenu(REQUESTS[0]);
  await screen.menuItem(screen.t('sidebar.unpin')).click();
  await pinned.waitFor({ state: 'detached' });
});

e2e('what was deleted can be brought back, and is opened again', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  const open = REQUESTS[2];
  await screen.openMenu(open);
  await screen.menuItem(screen.t('sidebar.delete')).click();
  await screen.row(open).waitFor({ state: 'detached' });
  await page.getByText(screen.t('chat.start.title')).waitFor();
  await screen.undo.click();
  await screen.row(open).waitFor();
  await screen.exchanges.getByText(open).first().waitFor();
  await screen.undo.waitFor({ state: 'detached' });
});

e2e('several that were deleted come back together, without a mouse', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen);
  await screen.rows.first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await screen.row(REQUESTS[1]).waitFor({ state: 'detached' });
  // The next row took the focus.
  await page.keyboard.press('Delete');
  await expect.poll(() => screen.rows.allInnerTexts()).toEqual([REQUESTS[2]]);
  await page.getByText(screen.t('sidebar.deleted', { count: 2, title: '' })).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => screen.rows.allInnerTexts()).toEqual(REQUESTS.toReversed());
});

e2e('the offer to undo stays while it is pointed at, and goes by itself', async ({ page }) => {
  const screen = screenOf(page);
  await fill(screen, [REQUESTS[0]]);
  await page.clock.install();
  await screen.rows.first().press('Delete');
  await screen.undo.hover();
  await page.clock.fastForward(60_000);
  expect(await screen.undo.isVisible()).toBe(true);
  await screen.field.hover();
  await page.clock.fastForward(7000);
  expect(await screen.undo.isVisible()).toBe(true);
  await page.clock.fastForward(1500);
  await screen.undo.waitFor({ state: 'detached' });
});

e2e('what happens in one window is seen in another', async ({ visit }) => {
  const [first, second] = [screenOf((await visit()).page), screenOf((await visit()).page)];
  await fill(first, [REQUESTS[0]]);
  await second.row(REQUESTS[0]).waitFor();
  await first.rows.first().press('F2');
  await first.page.keyboard.type('The ferry');
  await first.page.keyboard.press('Enter');
  await second.row('The ferry').waitFor();
  await first.rows.first().press('Delete');
  await second.row('The ferry').waitFor({ state: 'detached' });
});

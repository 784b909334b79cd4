// Commands: the palette, their keys, and the sheet where the keys are changed. By keyboard alone.

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandsOf } from './harness/commands.ts';
import { e2e } from './harness/e2e.ts';
import { FEW_LOOKS } from './harness/looks.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const REQUEST = 'read invoice.png for me';
/** Commands load when the first is wanted; a machine may have much else to do. */
const PATIENT = { timeout: 30_000 };

async function isFocused(element: Locator): Promise<boolean> {
  return (await element.count()) > 0 && element.evaluate((one) => one === document.activeElement);
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true });

e2e('the palette finds commands in both languages and gives the focus back', async ({ page }) => {
  const { field: composer } = screenOf(page);
  const { t, palette, field, options, selected, nameOf } = commandsOf(page);
  await composer.focus();
  await page.keyboard.press('Control+k');
  await palette.waitFor();
  await expect.poll(() => isFocused(field), PATIENT).toBe(true);
  await expect.poll(() => options.count()).toBeGreaterThan(20);
  for (const [words, id] of [
    ['conv new', 'new'],
    ['图库', 'gallery'],
    ['GALL', 'gallery'],
    ['hotkeys', 'shortcuts'],
  ] as const) {
    await field.fill(words);
    await expect.poll(() => selected.innerText(), PATIENT).toContain(nameOf(id));
  }
  await field.fill('no such thing at all');
  await palette.getByText(t('commands.nothing', { words: 'no such thing at all' })).waitFor();
  await expect.poll(() => options.count()).toBe(0);
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await expect.poll(() => isFocused(composer), PATIENT).toBe(true);
});

e2e('what is typed while the palette loads stands in its field', async ({ page }) => {
  const { field: composer } = screenOf(page);
  const { palette, field } = commandsOf(page);
  const wanted = Promise.withResolvers<void>();
  await page.route(/\/command-layer-[^/]+\.js$/, async (route) => {
    await wanted.promise;
    await route.continue();
  });
  await composer.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gal');
  wanted.resolve();
  await palette.waitFor();
  await page.keyboard.type('lery');
  await expect.poll(() => field.inputValue()).toBe('gallery');
  expect(await composer.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await expect.poll(() => isFocused(composer), PATIENT).toBe(true);
});

e2e(
  'it opens screens, says why something can’t be done, and offers what was used last',
  async ({ page }) => {
    const { t, palette, options, option, does } = commandsOf(page);
    await screenOf(page).field.waitFor();
    await does('gallery');
    await heading(page, t('gallery.title')).waitFor();
    await does('appearance dark');
    await expect
      .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'), PATIENT)
      .toBe('dark');
    await does('plans');
    await heading(page, t('settings.title')).waitFor();
    expect(new URL(page.url()).hash).toBe('#/settings/plans');
    await page.keyboard.press('Control+k');
    const first = palette.getByRole('group', { name: t('commands.groups.recent') });
    await expect.poll(() => first.getByRole('option').count()).toBe(3);
    await expect.poll(() => options.first().innerText()).toContain(t('commands.sections.plans'));
    await palette.getByRole('combobox').fill('stop the run');
    const stop = option('stop');
    await expect.poll(() => stop.getAttribute('aria-disabled')).toBe('true');
    await stop.getByText(t('commands.why.noRun')).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => palette.isVisible()).toBe(true);
  },
);

e2e('a conversation is found by its title and by what was read in it', async ({ page }) => {
  const screen = screenOf(page);
  const { palette, t, selected, field, does } = commandsOf(page);
  await screen.sample(REQUEST).waitFor();
  await does(REQUEST);
  await screen.runIn('finished').waitFor();
  const address = page.url();
  await page.keyboard.press('Control+Shift+o');
  await heading(page, t('chat.newTitle')).waitFor();
  await page.keyboard.press('Control+k');
  await field.fill('MJ-2047');
  const contents = palette.getByRole('group', { name: t('commands.groups.contents') });
  await contents.getByText('MJ-2047').waitFor();
  await expect.poll(() => selected.innerText(), PATIENT).toContain(REQUEST);
  await page.keyboard.press('Enter');
  await screen.runIn('finished').waitFor();
  expect(page.url()).toBe(address);
});

e2e('a run is reached by keys: its graph, its edit, its end', async ({ page }) => {
  const screen = screenOf(page);
  const { does, t } = commandsOf(page);
  await screen.sample(REQUEST).waitFor();
  await does(REQUEST);
  await screen.runIn('finished').waitFor();
  await page.keyboard.press('Control+g');
  await screen.panel.getByRole('tab', { name: t('graph.tabs.graph'), selected: true }).waitFor();
  await does('timeline');
  await screen.panel.getByRole('tab', { name: t('graph.tabs.timeline'), selected: true }).waitFor();
  await does('close the panel');
  await screen.panel.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+e');
  await expect.poll(() => screen.field.inputValue(), PATIENT).toBe(REQUEST);
  await expect.poll(() => isFocused(screen.field), PATIENT).toBe(true);
});

e2e('keys write in fields, and do their command elsewhere', async ({ page }) => {
  const screen = screenOf(page);
  const { sheet } = commandsOf(page);
  await screen.field.focus();
  await page.keyboard.type('what? and/or');
  await expect.poll(() => screen.field.inputValue()).toBe('what? and/or');
  await expect.poll(() => sheet.count()).toBe(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await expect.poll(() => isFocused(screen.search), PATIENT).toBe(true);
  await page.keyboard.press('Control+j');
  await expect.poll(() => isFocused(screen.field), PATIENT).toBe(true);
});

e2e('keys are recorded anew: refused, taken, swapped, taken away and reset', async ({ page }) => {
  const screen = screenOf(page);
  const { t, sheet, change, palette, nameOf, button } = commandsOf(page);
  const said = (words: string) => sheet.getByText(words);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await sheet.waitFor();
  await change('gallery').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+c');
  await said(t('commands.shortcuts.refused.editing', { keys: 'Ctrl+C' })).waitFor();
  await page.keyboard.press('Control+k');
  await said(t('commands.shortcuts.taken', { keys: 'Ctrl+K', name: nameOf('palette') })).waitFor();
  await page.keyboard.press('Enter'); // swaps
  await expect.poll(() => isFocused(change('gallery')), PATIENT).toBe(true);
  await expect.poll(() => button.innerText()).toContain('Ctrl+Shift+G');
  await expect.poll(() => button.getAttribute('aria-keyshortcuts')).toBe('Control+Shift+G');
  await change('new').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect.poll(() => isFocused(change('new')), PATIENT).toBe(true);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.reload();
  await screen.field.waitFor();
  await page.keyboard.press('Control+k');
  await heading(page, t('gallery.title')).waitFor();
  await page.keyboard.press('Control+Shift+o');
  await page.keyboard.press('Control+Shift+g');
  await palette.waitFor();
  await expect.poll(() => heading(page, t('gallery.title')).count()).toBe(1);
  await palette.getByRole('combobox').fill('keyboard shortcuts');
  await page.keyboard.press('Enter');
  await sheet.getByRole('searchbox').fill('go');
  await sheet.getByRole('button', { name: t('commands.shortcuts.reset'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => button.innerText(), PATIENT).toContain('Ctrl+K');
});

e2e('another layout has the same keys by their places', async ({ page }) => {
  const { palette } = commandsOf(page);
  await screenOf(page).field.waitFor();
  await page.evaluate(() => {
    const init = { key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
  });
  await palette.waitFor();
});

e2e('a command that is refused says why', async ({ visit }) => {
  const { page, allow } = await visit();
  allow(/status of 422/);
  const screen = screenOf(page);
  const { does, palette } = commandsOf(page);
  await screen.sample(REQUEST).waitFor();
  await does(REQUEST);
  await screen.runIn('finished').waitFor();
  const other = await visit();
  const there = screenOf(other.page);
  await there.row(REQUEST).press('Delete');
  await there.row(REQUEST).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('send the last request again');
  await page.keyboard.press('Enter');
  await palette.getByRole('alert').waitFor();
});

for (const [locale, colorScheme, width] of FEW_LOOKS) {
  e2e(`they are accessible: ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ visit }) => {
    const { page } = await visit({ locale, colorScheme, viewport: { width, height: 900 } });
    const { field, sample } = screenOf(page, locale);
    const { palette, sheet, change } = commandsOf(page, locale);
    await field.waitFor();
    await sample('invoice.png').first().waitFor();
    await page.keyboard.press('Control+k');
    await palette.waitFor();
    await expectAccessible(page);
    await palette.getByRole('combobox').fill('hotkeys');
    await page.keyboard.press('Enter');
    await sheet.waitFor();
    await change('gallery').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await sheet.getByRole('alert').waitFor();
    await expectAccessible(page);
  });
}

e2e('the sheet of shortcuts ends within the page, however low that is', async ({ visit }) => {
  for (const height of [500, 800]) {
    const { page, close } = await visit({ viewport: { width: 1024, height } });
    const { does, sheet, nameOf } = commandsOf(page);
    await screenOf(page).field.waitFor();
    await does(nameOf('shortcuts'));
    await sheet.waitFor();
    const box = await sheet.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height - 24);
    await close();
  }
});

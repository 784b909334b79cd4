// For everyone: axe finds nothing, everything can be done with the keyboard, a screen reader hears the
// answer once, and the screen speaks Chinese.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGE_NAMES } from '../../renderer/words/languages.ts';
import { e2e } from './harness/e2e.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  e2e(`axe finds no violation on any screen, ${colorScheme}`, async ({ visit }) => {
    const { page } = await visit({ colorScheme });
    const { t, sample, runIn, openGraph, panel, search, list, rows, undo } = screenOf(page);
    await sample('read invoice.png for me').waitFor();
    await expectAccessible(page);
    await sample('read invoice.png for me').click();
    await runIn('finished').waitFor();
    await expectAccessible(page);
    await openGraph.click();
    for (const tab of ['graph', 'timeline', 'list'] as const) {
      await panel.getByRole('tab', { name: t(`graph.tabs.${tab}`) }).click();
      await panel.getByText(t('tasks.names.image-to-text')).first().waitFor();
      await expectAccessible(page);
    }
    await panel
      .getByRole('button', { name: t('tasks.names.image-to-text') })
      .first()
      .click();
    await panel
      .getByRole('region', {
        name: t('graph.inspector.title', { name: t('tasks.names.image-to-text') }),
      })
      .waitFor();
    await expectAccessible(page);
    await search.fill('invoice');
    await list.locator('mark').first().waitFor();
    await expectAccessible(page);
    await search.fill('');
    await rows.first().press('Delete');
    await undo.waitFor();
    await expectAccessible(page);
  });
}

e2e('a sample can be run and its graph looked into without a mouse', async ({ page }) => {
  const { t, runIn, panel } = screenOf(page);
  await page.getByText(t('chat.start.samples')).waitFor();
  await tabTo(page, 'read invoice.png for me');
  await page.keyboard.press('Enter');
  await runIn('finished').waitFor();
  await tabTo(page, t('chat.run.openGraph'));
  await page
    .getByRole('tooltip')
    .filter({ hasText: t('chat.run.openGraph') })
    .waitFor();
  await page.keyboard.press('Enter');
  await panel.getByText(t('tasks.names.text-to-speech')).first().waitFor();
  await tabTo(page, t('tasks.names.image-to-text'), 'aside');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedName(page)).toContain(t('tasks.names.text-to-speech'));
  await page.keyboard.press('Enter');
  const name = t('tasks.names.text-to-speech');
  const inspector = panel.getByRole('region', { name: t('graph.inspector.title', { name }) });
  await inspector.waitFor();
  await expect.poll(() => focusedName(page)).toContain(name);
  await page.keyboard.press('Escape');
  await inspector.waitFor({ state: 'detached' });
  await expect.poll(() => focusedName(page)).toContain(name);
});

e2e('a screen reader hears the answer once', async ({ page }) => {
  const { ask, runIn, t } = screenOf(page);
  await page.getByText(t('chat.start.title')).waitFor();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[role="status"], [role="alert"], [aria-live]');
        if (region?.textContent) {
          heard.push(region.textContent);
        }
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  await ask('summarise: The ferry leaves at seven. It carries the mail. Nobody swims.');
  await runIn('finished').waitFor();
  const heardAnswers = () =>
    page.evaluate(() => {
      const { heard } = window as unknown as { heard: string[] }; // put there above
      return [...new Set(heard)].filter((text) => text.includes('The ferry leaves'));
    });
  await expect.poll(async () => (await heardAnswers()).length).toBe(1);
});

e2e('the screen speaks Chinese when it is told to, and stays with it', async ({ page }) => {
  const english = screenOf(page);
  const chinese = screenOf(page, 'zh-CN');
  await english.sample('read invoice.png for me').waitFor();
  await page.getByRole('button', { name: english.t('app.language') }).click();
  await page.getByRole('menuitemradio', { name: LANGUAGE_NAMES['zh-CN'] }).click();
  await page.getByText(chinese.t('chat.start.title')).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  await chinese.sample('识别 invoice.png 中的文字').click();
  await chinese.runIn('finished').waitFor();
  await chinese.openGraph.click();
  await chinese.panel.getByText(chinese.t('tasks.names.text-to-speech')).first().waitFor();
  await page.reload();
  await chinese.runIn('finished').waitFor();
  await expectAccessible(page);
});

e2e('a person whose browser asks for Chinese gets it at once', async ({ visit }) => {
  const { page } = await visit({ locale: 'zh-CN' });
  await page.getByText(screenOf(page, 'zh-CN').t('chat.start.title')).waitFor();
});

e2e('nothing moves by itself for a person who wants it still', async ({ visit }) => {
  const { page } = await visit({ reducedMotion: 'reduce' });
  const { sample, runIn } = screenOf(page);
  await sample('read invoice.png for me').click();
  await runIn('finished').waitFor();
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length,
  );
  expect(moving).toBe(0);
});

/** Presses the tab key until what has the focus is called so, at most once around the page. */
async function tabTo(page: Page, name: string, within = 'body'): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 80) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused.includes(name) && (await page.locator(`${within} :focus`).count()) > 0) {
      return;
    }
    passed.push(focused);
  }
  throw new Error(`The tab key never came to “${name}”, but to:\n${passed.join('\n')}`);
}

/** Of what can be pressed, and of headings; what only scrolls is not meant. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const label = focused?.getAttribute('aria-label');
    const isControl = focused?.matches('button, a, summary, h2, [role="button"]') === true;
    return label ?? (isControl ? focused.textContent : '');
  });
}

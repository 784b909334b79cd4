// How the screen looks: what a person chooses in the settings holds, here and in their other windows; large
// text breaks nothing; high contrast and colours of the system keep all to be seen.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES, type Language } from '../../renderer/words/languages.ts';
import { e2e } from './harness/e2e.ts';
import { makeConversations, walkEveryScreen, wantLook } from './harness/every-screen.ts';
import { hubE2e } from './harness/hub.ts';
import { layoutFaults } from './harness/layout-faults.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

/** A way through all screens takes long on a busy machine. */
const PATIENCE = { timeout: 600_000 };

/** Milliseconds until words of another language have come, on such a machine. */
const WAIT = { timeout: 20_000 };

async function openAppearance(page: Page, language: Language = 'en') {
  const { t } = screenOf(page, language);
  await page.goto(new URL('#/settings', page.url()).href);
  const section = page.getByRole('region', { name: t('appearance.title'), exact: true });
  await section.waitFor();
  return {
    t,
    choose: (title: string, choice: string) =>
      section
        .getByRole('radiogroup', { name: title, exact: true })
        .getByRole('radio', { name: choice, exact: true })
        .check(),
  };
}

/** What the styles go by. */
function lookOf(page: Page) {
  return page.evaluate(() => {
    const { dataset, lang } = document.documentElement;
    const { fontSize } = getComputedStyle(document.documentElement);
    return { scheme: dataset.mantineColorScheme, contrast: dataset.contrast, fontSize, lang };
  });
}

e2e('what is chosen holds at once, after a reload and in other windows', async ({ page }) => {
  const { t, choose } = await openAppearance(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await choose(t('appearance.colours'), t('app.appearances.dark'));
  await choose(t('appearance.contrast.title'), t('appearance.contrast.choices.high'));
  await choose(t('appearance.textSize.title'), '150%');
  await choose(t('appearance.language'), '简体中文');
  const chosen = { scheme: 'dark', contrast: 'high', fontSize: '24px', lang: 'zh-CN' };
  await expect.poll(() => lookOf(page), WAIT).toEqual(chosen);
  await expect.poll(() => lookOf(other), WAIT).toEqual(chosen);
  await page.reload();
  await expect.poll(() => lookOf(page), WAIT).toEqual(chosen);
});

e2e('contrast follows the system until it is chosen', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' });
  await expect.poll(async () => (await lookOf(page)).contrast).toBe('high');
  const { t, choose } = await openAppearance(page);
  await page.getByText(t('appearance.contrast.asked'), { exact: false }).waitFor();
  await choose(t('appearance.contrast.title'), t('appearance.contrast.choices.normal'));
  await expect.poll(async () => (await lookOf(page)).contrast).toBe('normal');
});

e2e('what an older program kept stays, and what can’t be read is left out', async ({ page }) => {
  const keep = async (value: string) => {
    await page.evaluate((stored) => localStorage.setItem('ensemble.preferences', stored), value);
    await page.reload();
    await screenOf(page).field.or(screenOf(page, 'zh-CN').field).waitFor();
  };
  await keep('{"state":{"appearance":"dark","language":"zh-CN"},"version":0}');
  const old = { scheme: 'dark', contrast: 'normal', fontSize: '16px', lang: 'zh-CN' };
  await expect.poll(() => lookOf(page), WAIT).toEqual(old);
  await keep('{"state":{"appearance":"dark","contrast":7,"textSize":"huge"},"version":9}');
  await expect.poll(() => lookOf(page), WAIT).toEqual({ ...old, lang: 'en' });
});

e2e('a wide page becomes a narrow one with large text, and wide again', async ({ page }) => {
  const { t, choose } = await openAppearance(page);
  const opener = page.getByRole('button', { name: t('app.openSidebar'), exact: true });
  await choose(t('appearance.textSize.title'), '200%');
  await opener.waitFor();
  await choose(t('appearance.textSize.title'), '100%');
  await opener.waitFor({ state: 'hidden' });
});

/** Longer words are in English; in Chinese the narrowest and the widest page are looked at. */
for (const [width, languages] of [
  [390, LANGUAGES],
  [1024, ['en']],
  [1440, LANGUAGES],
] as const) {
  hubE2e(
    `nothing is cut off at 200 % on a page of ${width} pixels`,
    PATIENCE,
    async ({ visit }) => {
      const conversations = await makeConversations(screenOf((await visit()).page));
      for (const language of languages) {
        const { page, allow, close } = await visit({ viewport: { width, height: 860 } });
        allow(/status of 422/); // a connection without a name, which the walk tries
        await wantLook(page, language, { textSize: 200 });
        await walkEveryScreen({
          ...{ page, language, conversations },
          seen: async (name) => {
            expect.soft(await layoutFaults(page), `${language}, ${name}`).toEqual([]);
            if (width === 1024 && language === 'en') {
              await expectAccessible(page, { on: name });
            }
          },
        });
        await close();
      }
    },
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  hubE2e(
    `axe finds nothing in high contrast, on any screen, ${colorScheme}`,
    PATIENCE,
    async ({ visit }) => {
      const { page, allow } = await visit({ colorScheme });
      allow(/status of 422/);
      const conversations = await makeConversations(screenOf(page));
      await wantLook(page, 'en', { contrast: 'high' });
      await walkEveryScreen({
        ...{ page, conversations, language: 'en' },
        seen: (name) => expectAccessible(page, { on: name, isHighContrast: true }),
      });
    },
  );
}

e2e('colours of the system leave focus, states and edges to be seen', async ({ visit }) => {
  const { page } = await visit({ forcedColors: 'active' });
  const { t, sample, runIn, openGraph, panel, field } = screenOf(page);
  await sample('read invoice.png for me').click();
  await runIn('finished').waitFor();
  await openGraph.click();
  await panel.getByText(t('tasks.names.image-to-text')).first().waitFor();
  const stroke = (selector: string, property: 'stroke' | 'color') =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element)[name], property);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await stroke('.react-flow__edge path', 'stroke')).not.toBe(ground);
  expect(await stroke('.react-flow__node svg', 'color')).not.toBe(ground);
  await field.focus();
  const ring = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const holder =
        focused?.matches('textarea') === true ? focused.closest('[class*="box"]') : focused;
      const { outlineStyle, outlineWidth } = getComputedStyle(holder ?? document.body);
      return { outlineStyle, outlineWidth };
    });
  expect(await ring()).toEqual({ outlineStyle: 'solid', outlineWidth: '3px' });
  await page.keyboard.press('Tab');
  expect(await ring()).toEqual({ outlineStyle: 'solid', outlineWidth: '3px' });
});

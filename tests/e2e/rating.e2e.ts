import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { RANKING_PARTS } from '../../shared/ranking.ts';
import { askingE2e, CLASSIFY, questionOf } from './harness/asking.ts';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile } from './harness/files.ts';
import { type Screen, screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

/** The inspector of the first task of the first sample, in local mode. */
async function inspectReading(screen: Screen) {
  const { page, t, sample, runIn, openGraph, panel } = screen;
  await sample('read invoice.png for me').click();
  await runIn('finished').waitFor();
  await openGraph.click();
  await panel.getByRole('tab', { name: t('graph.tabs.list') }).click();
  await panel
    .getByRole('button', { name: t('tasks.names.image-to-text') })
    .first()
    .click();
  const title = t('graph.inspector.title', { name: t('tasks.names.image-to-text') });
  const inspector = page.getByRole('region', { name: title });
  await inspector.waitFor();
  return inspector;
}

e2e('says how a model was rated, when it is asked', async ({ page }) => {
  const screen = screenOf(page);
  const { t } = screen;
  const inspector = await inspectReading(screen);
  const title = inspector.getByText(t('graph.inspector.rating.title')).first();
  expect(await inspector.getByRole('table').count()).toBe(0);
  await title.focus();
  await page.keyboard.press('Enter');
  const table = inspector.getByRole('table').first();
  await table.waitFor();
  for (const part of RANKING_PARTS) {
    await table
      .getByRole('rowheader', { name: t(`graph.inspector.rating.parts.${part}`) })
      .waitFor();
  }
  const points = await pointsIn(page);
  const sum = points.rows.reduce((total, row) => total + row, 0);
  expect(points.rows).toHaveLength(RANKING_PARTS.length);
  expect(Math.abs(sum - points.total)).toBeLessThan(0.05 * RANKING_PARTS.length);
  const pin = inspector.getByRole('button', { name: /^Pin / });
  const unpin = inspector.getByRole('button', { name: /^Unpin / });
  await pin.click();
  await unpin.waitFor();
  await expectAccessible(page);
  await unpin.click();
  await pin.waitFor();
});

/** The last column of the rating, and the number beside the model's name. */
async function pointsIn(page: Page) {
  const rows = await page.locator('tbody tr td:last-child').allTextContents();
  const shown = await page
    .getByText(/^[\d.]+ points$/u)
    .first()
    .textContent();
  return { rows: rows.map(Number), total: Number.parseFloat(shown ?? '') };
}

e2e('offers no model that can’t run, and says why', async ({ page }) => {
  const screen = screenOf(page);
  const { t } = screen;
  const inspector = await inspectReading(screen);
  const why = t('graph.inspector.obstacles.local-mode');
  await inspector.getByText(why).first().waitFor();
  const radios = inspector.getByRole('radio');
  expect(await radios.first().isEnabled()).toBe(true);
  const last = radios.last();
  expect(await last.isDisabled()).toBe(true);
  expect(await last.evaluate(describedBy)).toContain(why);
  await expectAccessible(page);
});

/** What a screen reader adds to an element's name. */
function describedBy(element: Element): string {
  return (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
}

askingE2e('says what would have to be fetched for a model', async ({ page }) => {
  const { t, ask, chip, openGraph, panel } = screenOf(page);
  await page.getByText(t('chat.start.title')).waitFor();
  await dropFiles(page, [sampleFile('scene.png')]);
  await chip('scene.png').and(page.locator('[data-status="ready"]')).waitFor();
  await ask(CLASSIFY.en);
  await questionOf(page, 'install').card.waitFor();
  await openGraph.click();
  await panel.getByRole('tab', { name: t('graph.tabs.list') }).click();
  await panel
    .getByRole('button', { name: t('tasks.names.image-classification') })
    .first()
    .click();
  await panel.getByText(t('graph.inspector.rating.title')).first().click();
  await panel
    .getByText(/^\d+(\.\d)? [kM]B to fetch/u)
    .first()
    .waitFor();
  await expectAccessible(page);
});

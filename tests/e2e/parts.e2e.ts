// A part of the page that can't be loaded, or that throws while it is drawn: words and a button in its
// place, and the rest of the page goes on.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandsOf } from './harness/commands.ts';
import { e2e } from './harness/e2e.ts';
import { screenOf } from './harness/screen.ts';

/** The page before it has asked for anything that loads later, with the faults that this brings. */
const faulty = e2e.extend('opened', async ({ visit }) => {
  const { page, allow } = await visit();
  allow(
    /status of 404|Failed to load resource|could not be loaded|dynamically imported|thrown by the test/,
  );
  const screen = screenOf(page);
  await screen.field.waitFor();
  const { t, list } = screen;
  return {
    ...screen,
    gallery: list.getByRole('link', { name: t('sidebar.gallery') }),
    notice: page.getByRole('main').getByRole('alert'),
    again: page.getByRole('alert').getByRole('button', { name: t('app.tryAgain'), exact: true }),
    found: page.getByRole('heading', { name: t('gallery.empty.title') }),
  };
});

/** What the console says of errors from now on. */
function listen(page: Page): readonly string[] {
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  return said;
}

faulty(
  'a screen whose code does not come says so, and comes with the next try',
  async ({ opened }) => {
    const { page, t, gallery, notice, again, found, field } = opened;
    const chunk = /\/gallery-screen-[^/]+\.js$/;
    const said = listen(page);
    await page.route(chunk, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await gallery.click();
    await notice.getByText(t('app.part.notLoaded')).waitFor();
    expect(said.filter((text) => text.includes('NotLoadedError'))).toHaveLength(1);
    await page.getByRole('heading', { level: 1, name: t('sidebar.gallery') }).waitFor();
    await again.click();
    await notice.getByText(t('app.part.notLoaded')).waitFor();
    // The rest of the page goes on.
    await page.getByRole('button', { name: t('sidebar.new') }).click();
    await field.fill('still here');
    await page.unroute(chunk);
    await gallery.click();
    await found.waitFor();
  },
);

faulty('a screen whose styles do not come comes with them at the next try', async ({ opened }) => {
  const { page, t, gallery, notice, again, found } = opened;
  const styles = /\/gallery-screen-[^/]+\.css$/;
  await page.route(styles, (route) => route.abort());
  await gallery.click();
  await notice.getByText(t('app.part.notLoaded')).waitFor();
  await page.unroute(styles);
  await again.click();
  await found.waitFor();
  // One that did not come is among them too, and can't be read.
  const loaded = await page.evaluate(() =>
    [...document.styleSheets]
      .filter((one) => one.cssRules.length > 0)
      .map(({ href }) => href ?? ''),
  );
  expect(loaded.filter((href) => styles.test(href))).toHaveLength(1);
});

faulty('a screen that throws says so, and leaves the others alone', async ({ opened }) => {
  const { page, t, gallery, notice, again, list } = opened;
  const said = listen(page);
  await page.route(/\/gallery-screen-[^/]+\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "export function GalleryScreen() { throw new Error('thrown by the test'); }",
    }),
  );
  await gallery.click();
  await notice.getByText(t('app.part.broken')).waitFor();
  expect(said.filter((text) => text.includes('thrown by the test'))).toHaveLength(1);
  await again.click();
  await notice.getByText(t('app.part.broken')).waitFor();
  await list.getByRole('link', { name: t('sidebar.settings') }).click();
  await page.getByRole('region', { name: t('appearance.title'), exact: true }).waitFor();
});

faulty('a palette whose code does not come says so and can be closed', async ({ opened }) => {
  const { page, t, field } = opened;
  const { palette } = commandsOf(page);
  const chunk = /\/command-layer-[^/]+\.js$/;
  const instead = page.getByRole('dialog', { name: t('app.commands'), exact: true });
  await page.route(chunk, (route) => route.abort());
  await field.focus();
  await page.keyboard.press('Control+k');
  await instead.getByText(t('app.part.notLoaded')).waitFor();
  await page.keyboard.press('Escape');
  await instead.waitFor({ state: 'detached' });
  await page.unroute(chunk);
  await page.keyboard.press('Control+k');
  await palette.waitFor();
});

faulty(
  'a panel whose code does not come can be closed, and the chat goes on',
  async ({ opened }) => {
    const { page, t, sample, runIn, openGraph, panel, again } = opened;
    const chunk = /\/run-panel-[^/]+\.js$/;
    await page.route(chunk, (route) => route.abort());
    await sample('read invoice.png for me').click();
    await runIn('finished').waitFor();
    await openGraph.click();
    await panel.getByRole('alert').getByText(t('app.part.notLoaded')).waitFor();
    await page.unroute(chunk);
    await again.click();
    await panel.getByText(t('tasks.names.image-to-text')).first().waitFor();
    await page.getByRole('button', { name: t('app.closePanel') }).click();
    await panel.waitFor({ state: 'detached' });
  },
);

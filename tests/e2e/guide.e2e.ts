// The pictures of docs/guide.md, taken of the program as it is: `npm run guide`.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { galleryOf } from './harness/gallery.ts';
import { machineSettingsOf } from './harness/machine-settings.ts';
import { folderBeside, modelsE2e, modelsOf, RECOMMENDED } from './harness/models.ts';
import { ROOT } from './harness/root.ts';
import { screenOf } from './harness/screen.ts';
import { settle } from './harness/visit.ts';

const PICTURES = join(ROOT, 'docs', 'images', 'guide');
const VIEWPORT = { width: 1280, height: 800 };

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await settle(page);
  const picture = await page.screenshot({ caret: 'hide' });
  await sharp(picture)
    .png({ palette: true, effort: 10 })
    .toFile(join(PICTURES, `${name}.png`));
}

/** As a person has it who just began, without a path of this machine on any picture. */
const guide = modelsE2e.extend('folder', ({ hub }, { onCleanup }) =>
  folderBeside(hub, { mode: 'hybrid', device: 'cpu' }, onCleanup),
);

guide('the pictures of the guide', async ({ visit }) => {
  mkdirSync(PICTURES, { recursive: true });
  const { page } = await visit({ viewport: VIEWPORT });
  const screen = screenOf(page);
  const { t, sample, runIn, openGraph, panel, list } = screen;
  await page.getByText(t('chat.start.lead')).waitFor();
  await take(page, 'start');

  await sample('read invoice.png for me').click();
  await runIn('finished').waitFor();
  await openGraph.click();
  await panel.getByText(t('tasks.names.image-to-text')).first().waitFor();
  await take(page, 'run');

  await list.getByRole('button', { name: t('sidebar.new'), exact: true }).click();
  await sample('scene.png').click();
  await runIn('finished').waitFor();
  const { link, tile } = galleryOf(page);
  await link.click();
  await tile('invoice.png').waitFor();
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await take(page, 'gallery');

  const models = modelsOf(page);
  await models.link.click();
  await models.task(t('tasks.names.image-classification')).click();
  await models.button(t('models.offers.installOne', { model: RECOMMENDED })).click();
  await models.model('mobilenetv4_conv_small.e2400_r224_in1k').waitFor();
  await page.evaluate(() => document.querySelector('main h2')?.scrollIntoView());
  await take(page, 'models');

  await machineSettingsOf(page).line('hybrid').click();
  await page.getByText(t('machineSettings.mode.hint')).waitFor();
  await take(page, 'settings');

  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await take(page, 'commands');
});

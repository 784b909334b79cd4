// A video that is dropped and looked at: the page takes a picture of it, which tasks are given.

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { picture } from './harness/looks.ts';
import { ROOT } from './harness/root.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const NOTE = /^Of the video one picture was looked at, from its middle \(1\.0 s\)\.$/;

async function drop(page: Page, name: string) {
  const screen = screenOf(page);
  await dropFiles(page, [join(ROOT, 'tests', 'fakes', 'videos', name)]);
  await screen.chip(name).and(page.locator('[data-status="ready"]')).waitFor();
  return screen;
}

/** How large a picture is and whether it is blue, by the browser's own decoders. */
function seen(picture: Locator) {
  return picture.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) {
      throw new Error('it is no picture');
    }
    await element.decode();
    const canvas = document.createElement('canvas').getContext('2d');
    canvas?.drawImage(element, 0, 0);
    const [red = 0, , blue = 0] = canvas?.getImageData(20, 20, 1, 1).data ?? [];
    return {
      size: [element.naturalWidth, element.naturalHeight],
      isBlue: blue > 200 && red < 50,
    };
  });
}

for (const [name, width, height] of [
  ['silent.webm', 160, 120],
  ['silent-av1.mp4', 160, 120],
] as const) {
  e2e(`of ${name} a task is given the picture in its middle`, async ({ page }) => {
    const uploads: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/media?')) {
        uploads.push(new URL(request.url()).searchParams.get('name') ?? '');
      }
    });
    const { files, ask, runIn, results, exchanges, t } = await drop(page, name);
    expect(await files.getByRole('listitem').count()).toBe(1);
    expect(uploads).toEqual([name, `${name.replace(/\.\w+$/, '')}-at-1.0s.png`]);
    await ask(`find the edges in ${name}`);
    await runIn('finished').waitFor();
    const shown = results.locator('img').first();
    expect(await seen(shown)).toMatchObject({ size: [width, height] });
    await results.getByText(NOTE).waitFor();
    expect(await exchanges.getByText(name, { exact: true }).count()).toBe(1);
    await results.getByText(t('results.picture.original'), { exact: true }).click();
    // A second of red, then a second of blue.
    await expect.poll(() => seen(shown)).toEqual({ size: [width, height], isBlue: true });
    await expectAccessible(page);
    await picture(page, `frame-of-${name}`);
  });
}

e2e('of a video that was made a task is given its picture, too', async ({ page }) => {
  const { ask, runIn, results, menuItem, chip, t } = await drop(page, 'silent.webm');
  await ask('Dub the video with "The sun rises over the sea."');
  await runIn('finished').waitFor();
  await results.getByText('silent-dubbed.webm', { exact: true }).waitFor();
  await results
    .getByRole('button', { name: t('results.menu.label', { name: 'silent-dubbed.webm' }) })
    .click();
  await menuItem(t('results.menu.useAsInput')).click();
  await chip('silent-dubbed.webm').and(page.locator('[data-status="ready"]')).waitFor();
  await ask('find the edges in silent-dubbed.webm');
  await results
    .last()
    .getByText(/^Of the video one picture was looked at/)
    .waitFor();
});

e2e('a video that the browser does not play is taken, and its task says why', async ({ page }) => {
  const { ask, runIn, t } = await drop(page, 'old.mp4');
  await ask('find the edges in old.mp4');
  await runIn('partly').waitFor();
  await page
    .getByText(t('errors.messages.FRAME_MISSING', { name: 'old.mp4' }))
    .first()
    .waitFor();
  await expectAccessible(page);
  await picture(page, 'frame-of-none');
});

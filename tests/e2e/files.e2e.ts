// Files dropped on the window, good and bad ones.

import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { dragFiles, dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile, writeWav } from './harness/files.ts';
import { screenOf } from './harness/screen.ts';

e2e('a picture, a recording and a table can be dropped, together', async ({ page }) => {
  const { t, chip, send, ask, runIn, exchanges } = screenOf(page);
  await send.or(page.getByRole('button', { name: t('chat.composer.blocks.empty') })).waitFor();
  const drag = await dragFiles(page, [
    sampleFile('scene.png'),
    sampleFile('recording.wav'),
    sampleFile('flowers.csv'),
  ]);
  await drag.over();
  await page.getByText(/^Drop to attach/).waitFor();
  await drag.drop();
  await page.getByText(/^Drop to attach/).waitFor({ state: 'detached' });
  for (const name of ['scene.png', 'recording.wav', 'flowers.csv']) {
    await chip(name).and(page.locator('[data-status="ready"]')).waitFor();
  }
  await ask('find the edges in scene.png and clean up recording.wav');
  await runIn('finished').waitFor();
  for (const name of ['scene.png', 'recording.wav', 'flowers.csv']) {
    await exchanges.getByText(name).first().waitFor();
  }
});

e2e('a dropped table is filled in and shown', async ({ page }) => {
  const { ask, chip, results, runIn } = screenOf(page);
  await dropFiles(page, [sampleFile('flowers.csv')]);
  await chip('flowers.csv').and(page.locator('[data-status="ready"]')).waitFor();
  await ask('fill the gaps in flowers.csv');
  await runIn('finished').waitFor();
  await results.getByRole('table').waitFor();
});

e2e(
  '200 MB are uploaded with their progress shown, and can be removed on the way',
  async ({ page, folder }) => {
    const { t, chip } = screenOf(page);
    const names = ['first.wav', 'second.wav'];
    for (const name of names) {
      await writeWav(join(folder, name), 200 * 1024 ** 2);
    }
    // As over a line that takes some seconds for it.
    const session = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1 };
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      ...slow,
      uploadThroughput: 60 * 1024 ** 2,
    });
    await dropFiles(page, [join(folder, 'first.wav')]);
    await chip('first.wav').getByRole('progressbar').waitFor();
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          seen.add(await chip('first.wav').innerText());
          return chip('first.wav').getAttribute('data-status');
        },
        { timeout: 60_000, interval: 100 },
      )
      .toBe('ready');
    const shares = [...seen].flatMap((text) => /(\d+)%/.exec(text)?.[1] ?? []).map(Number);
    expect(shares.some((share) => share > 0 && share < 100)).toBe(true);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));

    await dropFiles(page, [join(folder, 'second.wav')]);
    await chip('second.wav').getByRole('progressbar').waitFor();
    await page
      .getByRole('button', { name: t('chat.composer.remove', { name: 'second.wav' }) })
      .click();
    await chip('second.wav').waitFor({ state: 'detached' });
    await chip('first.wav').and(page.locator('[data-status="ready"]')).waitFor();
  },
);

e2e(
  'a file that is not what its name says is refused in words, and the rest stays',
  async ({ visit, folder }) => {
    const { page, allow } = await visit();
    allow(/status of 4\d\d/); // Chromium tells of every answer that is a refusal
    const { t, chip, ask, field, runIn } = screenOf(page);
    const wrong = join(folder, 'photo.png');
    await writeFile(wrong, 'This is a text, whatever its name says.\n');
    await copyFile(sampleFile('invoice.png'), join(folder, 'invoice.png'));
    await field.fill('read invoice.png for me');
    await dropFiles(page, [wrong, join(folder, 'invoice.png')]);
    const alert = chip('photo.png').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('photo.png is not what its name says');
    await chip('invoice.png').and(page.locator('[data-status="ready"]')).waitFor();
    expect(await field.inputValue()).toBe('read invoice.png for me');
    await page
      .getByRole('button', { name: t('chat.composer.remove', { name: 'photo.png' }) })
      .click();
    await ask('read invoice.png for me');
    await runIn('finished').waitFor();
  },
);

e2e('an empty file and a folder are refused in words', async ({ visit, folder }) => {
  const { page, allow } = await visit();
  allow(/status of 4\d\d/);
  const { t, chip } = screenOf(page);
  await writeFile(join(folder, 'empty.txt'), '');
  await dropFiles(page, [join(folder, 'empty.txt'), folder]);
  await chip('empty.txt').getByRole('alert').waitFor();
  const name = folder.split('/').at(-1) ?? '';
  await page.getByText(t('chat.composer.folder', { name })).waitFor();
});

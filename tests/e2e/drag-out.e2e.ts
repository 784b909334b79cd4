// Files dragged out of a browser's page: the browser is told where it finds them, and by which name. In
// the desktop window the system gets a copy instead (tests/desktop/native.e2e.ts).

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { e2e } from './harness/e2e.ts';
import { galleryOf } from './harness/gallery.ts';
import { screenOf } from './harness/screen.ts';

/** Begins a drag where it is, and tells what another program would be given. */
function dragged(place: Locator): Promise<string> {
  return place.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    const event = { dataTransfer, bubbles: true, cancelable: true };
    element.dispatchEvent(new DragEvent('dragstart', event));
    return dataTransfer.getData('DownloadURL');
  });
}

e2e('a file of the gallery and one of a result are given by their addresses', async ({ page }) => {
  const { runIn, results } = screenOf(page);
  const { link, tile } = galleryOf(page);
  await page.getByRole('button', { name: 'read invoice.png for me' }).click();
  await runIn('finished').waitFor();
  const spoken = results.locator('[draggable=true]').filter({ hasText: /\.wav$/ });
  expect(await dragged(spoken)).toMatch(
    /^audio\/[\w.-]+:[^:]+\.wav:http:\/\/127\.0\.0\.1:\d+\/media\/[0-9a-f]{64}\/.*\?download/,
  );
  await link.click();
  const given = await dragged(tile('invoice.png'));
  expect(given).toMatch(/^image\/png:invoice\.png:http:/);
  const address = given.replace(/^image\/png:invoice\.png:/, '');
  const type: unknown = await page.evaluate(
    async (file) => (await fetch(file)).headers.get('content-type'),
    address,
  );
  expect(type).toBe('image/png');
});

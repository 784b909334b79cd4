// The desktop host as the end-to-end tests of the screen use it.

import { expect } from 'vitest';
import { e2eOn } from '../e2e/harness/e2e.ts';
import { desktopHost } from './desktop-host.ts';

const e2e = e2eOn(desktopHost);

e2e('is killed and started again under the same address', async ({ host, visit }) => {
  const { page, allow } = await visit();
  allow(/Failed to load resource|ERR_/);
  await page.getByRole('textbox').first().waitFor();
  const before = host.url;
  await host.kill('SIGKILL');
  await host.restart();
  expect(host.url).toBe(before);
  await page.reload();
  await page.getByRole('textbox').first().waitFor();
});

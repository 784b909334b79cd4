// Files that the page gives away.

import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** @returns where in the folder the file is that this saves */
export async function savedTo(
  folder: string,
  page: Page,
  ask: () => Promise<void>,
): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), ask()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

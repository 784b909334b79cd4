// Builds the preload script once, before the first test of the desktop host.

import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../e2e/harness/root.ts';

export async function setup(): Promise<void> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.desktop.config.ts'),
    logLevel: 'error',
  });
}

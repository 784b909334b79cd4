// Builds the renderer once, before the first test: what is tested is what is there now.

import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './root.ts';

export async function setup(): Promise<void> {
  if (process.env.E2E_BUILT !== '1') {
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      root: join(ROOT, 'renderer'),
      logLevel: 'error',
    });
  }
}

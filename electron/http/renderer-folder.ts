// Where the built renderer is; built first where it is not there yet and the tools for it are installed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import { errorCode } from '../store/disk-errors.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where Vite puts it, as vite.config.ts says. */
export const RENDERER_FOLDER = join(ROOT, 'dist', 'renderer');

/**
 * @param tell is told that it is being built, which takes a while
 * @throws AppError USAGE where it is missing and can't be built
 */
export async function rendererFolder(tell: (line: string) => void): Promise<string> {
  if (!existsSync(join(RENDERER_FOLDER, 'index.html'))) {
    const build = await loadBuilder();
    tell('Building the screen, once.');
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      root: join(ROOT, 'renderer'),
      logLevel: 'error',
    });
  }
  return RENDERER_FOLDER;
}

async function loadBuilder(): Promise<typeof import('vite').build> {
  try {
    return (await import('vite')).build;
  } catch (error) {
    if (errorCode(error) === 'ERR_MODULE_NOT_FOUND') {
      const why = `The screen is not built: ${RENDERER_FOLDER} is empty. Run npm ci and then npx vite build.`;
      throw AppError.of('USAGE', { why }, error);
    }
    throw error;
  }
}

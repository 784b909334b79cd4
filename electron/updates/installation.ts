// How this program came to this machine, as far as it tells what a newer one has to come as.

import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Installation } from '../../shared/updates.ts';
import { errorCode } from '../store/disk-errors.ts';

export interface Surroundings {
  readonly platform: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the program's own files are. */
  readonly folder: string;
}

/** As electron-builder names it. */
const UNPACKED = 'app.asar.unpacked';

/** Undefined for one that runs from its sources, or from a folder that no installer made. */
export function installationOf(surroundings: Surroundings): Installation | undefined {
  const { platform, folder } = surroundings;
  if (appImageOf(surroundings) !== undefined) {
    return 'appimage';
  }
  if (basename(folder) !== UNPACKED) {
    return undefined;
  }
  switch (platform) {
    case 'linux':
      return packageType(join(folder, '..')) === 'deb' ? 'deb' : undefined;
    case 'win32':
      return 'nsis';
    case 'darwin':
      return 'dmg';
    default:
      return undefined;
  }
}

/**
 * The AppImage that the program runs from. The two variables are set by an AppImage for all that it starts,
 * so they count only where they are about this program.
 */
export function appImageOf({ environment, folder }: Surroundings): string | undefined {
  const { APPIMAGE: file = '', APPDIR: mounted = '' } = environment;
  const isInside = mounted !== '' && !relative(mounted, folder).startsWith('..');
  return file !== '' && isInside ? file : undefined;
}

/** Written by electron-builder into a package that can be updated. */
function packageType(resources: string): string | undefined {
  try {
    return readFileSync(join(resources, 'package-type'), 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

// Packages of newer versions of the program, in updates/ of the data folder, a folder for each version.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskName } from './desktop-folders.ts';
import { errorCode, toDiskError } from './disk-errors.ts';

export function fetchedUpdateFolder(home: string, version: string): string {
  return join(home, 'updates', diskName(version));
}

/**
 * Removes those of versions that are of no more use.
 * @throws AppError HOME_UNUSABLE
 */
export function sweepFetchedUpdates(home: string, isNewer: (version: string) => boolean): void {
  try {
    for (const version of readdirSync(join(home, 'updates')).filter((name) => !isNewer(name))) {
      rmSync(join(home, 'updates', version), { recursive: true, force: true });
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw toDiskError(error, home, 'the updates');
    }
  }
}

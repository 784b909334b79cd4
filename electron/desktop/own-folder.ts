// Opens one of the program's own folders in the system's file manager.

import type { Shell } from 'electron';
import type { OwnFolder } from '../../shared/desktop.ts';
import { AppError } from '../../shared/errors.ts';
import { ownFolder } from '../store/desktop-folders.ts';

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export async function openOwnFolder(
  shell: Pick<Shell, 'openPath'>,
  home: string,
  folder: OwnFolder,
): Promise<void> {
  const why = await shell.openPath(ownFolder(home, folder));
  if (why !== '') {
    throw AppError.of('HOME_UNUSABLE', { home, why });
  }
}

// Small files of the data folder are written whole or not at all.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDiskError } from './disk-errors.ts';

interface Replacement {
  readonly home: string;
  /** Its name in the data folder. */
  readonly name: string;
  /** What a person calls what is in it. */
  readonly what: string;
  /** Who may read and write it, where that is not as for any file. */
  readonly mode?: number;
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL; the file is then as it was */
export function replaceFile({ home, name, what, mode }: Replacement, content: string): void {
  const path = join(home, name);
  try {
    if (mode !== undefined) {
      rmSync(`${path}.new`, { force: true }); // one left by a process that ended would keep its own mode
    }
    writeFileSync(`${path}.new`, content, { mode });
    renameSync(`${path}.new`, path); // half a file is never under the name
  } catch (error) {
    throw toDiskError(error, home, what);
  }
}

// Backups in backups/ of the data folder: the database, the settings and the prompts, as they were before
// something that may change them. Files of conversations are not copied, since they never change; keys are
// not, since they are secrets. A backup is whole or not there.

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { copyDatabase, replaceDatabase } from './database.ts';
import { errorCode, toDiskError } from './disk-errors.ts';
import { lockHome } from './home.ts';

/** Beside the database. */
const COPIED = ['settings.json', 'desktop.json', 'prompts'];
const WHAT = 'the backup';
/** Backups that are kept. */
export const MOST_BACKUPS = 3;

export interface BackupAbout {
  /** Of the program that makes it. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * @returns its name, by which it can be restored
 * @throws AppError HOME_UNUSABLE or DISK_FULL; nothing is left of it then
 */
export async function makeBackup(
  home: string,
  database: Database.Database,
  { version, now }: BackupAbout,
): Promise<string> {
  const moment = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '-');
  const name = `${moment}-${version}`;
  const coming = join(folderOf(home), `${name}.new`);
  try {
    await rm(coming, { recursive: true, force: true });
    await mkdir(coming, { recursive: true });
    await copyDatabase(database, coming);
    for (const entry of COPIED.filter((one) => existsSync(join(home, one)))) {
      await cp(join(home, entry), join(coming, entry), { recursive: true });
    }
    await rm(join(folderOf(home), name), { recursive: true, force: true });
    await rename(coming, join(folderOf(home), name));
    return name;
  } catch (error) {
    await rm(coming, { recursive: true, force: true }).catch(() => {}); // the first failure is told
    throw toDiskError(error, home, WHAT);
  }
}

/** Their names, the newest first. */
export async function listBackups(home: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folderOf(home));
    return names
      .filter((name) => /^\d{4}-.*(?<!\.new)$/.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return [];
    }
    throw toDiskError(error, home, WHAT);
  }
}

/** Leaves the newest {@link MOST_BACKUPS}. */
export async function pruneBackups(home: string): Promise<void> {
  for (const name of (await listBackups(home)).slice(MOST_BACKUPS)) {
    await rm(join(folderOf(home), name), { recursive: true, force: true });
  }
}

/**
 * Puts a backup in the place of what is there now, of which a backup is made first.
 * @returns the name of that one; undefined where there was nothing, or nothing that could be read
 * @throws AppError BACKUP_NOT_FOUND, HOME_IN_USE, HOME_UNUSABLE or DISK_FULL
 */
export async function restoreBackup(
  home: string,
  name: string,
  about: BackupAbout,
): Promise<string | undefined> {
  if (!(await listBackups(home)).includes(name)) {
    throw AppError.of('BACKUP_NOT_FOUND', { backup: name });
  }
  const lock = lockHome(home);
  const from = join(folderOf(home), name);
  try {
    const before = await replaceDatabase(home, from, (database) =>
      makeBackup(home, database, about),
    );
    for (const entry of COPIED) {
      await replace(join(from, entry), join(home, entry));
    }
    await pruneBackups(home);
    return before;
  } catch (error) {
    throw toDiskError(error, home, WHAT);
  } finally {
    lock.release();
  }
}

/** What was not there when the backup was made is not there afterwards. */
async function replace(from: string, to: string): Promise<void> {
  const coming = `${to}.new`;
  await rm(coming, { recursive: true, force: true });
  if (existsSync(from)) {
    await cp(from, coming, { recursive: true });
  }
  await rm(to, { recursive: true, force: true });
  if (existsSync(coming)) {
    await rename(coming, to);
  }
}

function folderOf(home: string): string {
  return join(home, 'backups');
}

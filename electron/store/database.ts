// Opens the database: WAL, checked for damage, brought up to the newest tables. What is in the tables
// belongs to runs.ts and artefacts.ts.

import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError, detail } from '../../shared/errors.ts';
import { errorCode, toDiskError } from './disk-errors.ts';
import { MIGRATIONS } from './migrations.ts';

const FILE = 'ensemble.db';

/**
 * Durability: an event that was appended survives the end of the process at any moment; after a
 * power cut the database is whole, and may lack what was appended since the last checkpoint.
 * @throws AppError HOME_UNUSABLE, DISK_FULL, STORE_DAMAGED (the damaged file is set aside) or STORE_NEWER
 */
export function openDatabase(home: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(join(home, FILE));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    checkIntegrity(database);
    migrate(database, home);
    return database;
  } catch (error) {
    database?.close();
    throw isDamage(error) ? setAside(home, error) : toDiskError(error, home, 'the database');
  }
}

/**
 * The database as it is, for a command beside an engine.
 * @throws AppError HOME_UNUSABLE where there is none, or what the disk refuses
 */
export async function withDatabase<Result>(
  home: string,
  use: (database: Database.Database) => Promise<Result>,
): Promise<Result> {
  let database: Database.Database | undefined;
  if (!existsSync(join(home, FILE))) {
    throw AppError.of('HOME_UNUSABLE', { home, why: detail('no-database') });
  }
  try {
    database = new Database(join(home, FILE));
    return await use(database);
  } catch (error) {
    throw toDiskError(error, home, 'the database');
  } finally {
    database?.close();
  }
}

/** Into a folder, as it is at one moment; others may write to it meanwhile. */
export async function copyDatabase(database: Database.Database, folder: string): Promise<void> {
  await database.backup(join(folder, FILE));
}

/**
 * Puts the database of another folder in the place of this one's, which nobody else may have open.
 * @param keep makes a copy of what is there now
 * @returns what that gave; undefined where there was no database, or one that is damaged and was set aside
 */
export async function replaceDatabase<Kept>(
  home: string,
  from: string,
  keep: (database: Database.Database) => Promise<Kept>,
): Promise<Kept | undefined> {
  const path = join(home, FILE);
  copyFileSync(join(from, FILE), `${path}.new`);
  const kept = existsSync(path) ? await keepPresent(home, keep) : undefined;
  for (const suffix of ['-wal', '-shm']) {
    rmSync(path + suffix, { force: true }); // of the other one
  }
  renameSync(`${path}.new`, path);
  return kept;
}

async function keepPresent<Kept>(
  home: string,
  keep: (database: Database.Database) => Promise<Kept>,
): Promise<Kept | undefined> {
  const present = new Database(join(home, FILE));
  try {
    return await keep(present);
  } catch (error) {
    if (!isDamage(error)) {
      throw error;
    }
    present.close();
    setAside(home, error);
    return undefined;
  } finally {
    present.close();
  }
}

/** Whether a file of the data folder is the database, or what SQLite writes beside it. */
export function isDatabaseFile(name: string): boolean {
  return [FILE, `${FILE}-wal`, `${FILE}-shm`].includes(name);
}

class DamageError extends Error {
  override readonly name = 'DamageError';
}

function checkIntegrity(database: Database.Database): void {
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') {
    throw new DamageError(String(found));
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof DamageError || /^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error));
}

function setAside(home: string, error: unknown): AppError {
  const backup = `${FILE}.damaged-${Date.now()}`;
  renameSync(join(home, FILE), join(home, backup));
  for (const suffix of ['-wal', '-shm']) {
    rmSync(join(home, FILE + suffix), { force: true });
  }
  const why = error instanceof Error ? error.message : String(error);
  return AppError.of('STORE_DAMAGED', { home, why, backup }, error);
}

function migrate(database: Database.Database, home: string): void {
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > MIGRATIONS.length) {
    throw AppError.of('STORE_NEWER', {
      home,
      found: String(found),
      known: String(MIGRATIONS.length),
    });
  }
  const step = database.transaction((sql: string, version: number) => {
    database.exec(sql);
    database.pragma(`user_version = ${version}`);
  });
  MIGRATIONS.slice(found).forEach((sql, index) => {
    step.immediate(sql, found + index + 1);
  });
}

// Opens the database: WAL, checked for damage, brought up to the newest tables. What is in the tables
// belongs to runs.ts and artefacts.ts.

import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
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

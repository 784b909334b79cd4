// The data folder: where it is, that it can be written, and that one engine at a time has it.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import envPaths from 'env-paths';
import { AppError } from '../../shared/errors.ts';
import { errorCode, toDiskError } from './disk-errors.ts';

/** The folder that ENSEMBLE_HOME names, else the platform's application data folder. */
export function defaultHome(environment: NodeJS.ProcessEnv): string {
  const named = environment.ENSEMBLE_HOME;
  return named === undefined || named === ''
    ? envPaths('ensemble', { suffix: '' }).data
    : resolve(named);
}

export interface HomeLock {
  readonly release: () => void;
}

/**
 * Takes the folder for this process. The lock is the kernel's, held on an open file through SQLite,
 * so that it ends with the process however that ends.
 * @throws AppError HOME_UNUSABLE, HOME_IN_USE or DISK_FULL
 */
export function lockHome(home: string): HomeLock {
  try {
    mkdirSync(home, { recursive: true });
    return openLock(home);
  } catch (error) {
    throw toDiskError(error, home, 'the data folder');
  }
}

function openLock(home: string): HomeLock {
  const pidFile = resolve(home, 'engine.pid');
  const lock = new Database(resolve(home, 'engine.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    throw errorCode(error) === 'SQLITE_BUSY'
      ? AppError.of('HOME_IN_USE', { home, pid: readPid(pidFile) }, error)
      : error;
  }
  return { release: () => lock.close() };
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch (error) {
    return `unknown: ${errorCode(error)}`;
  }
}

// One process at a time installs or removes a model. The lock is the kernel's, held through SQLite, so
// that it ends with the process however that ends.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { errorCode } from '../store/disk-errors.ts';

/** Milliseconds between two looks at a lock that another process has. */
const LOOK_MS = 200;

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** By the clock. */
export const clockWait: Wait = (ms, signal) => delay(ms, undefined, { signal });

export interface LockOptions {
  readonly signal: AbortSignal;
  readonly wait: Wait;
}

/** Does the work while the lock is held, after waiting for whoever has it. */
export async function withLock<Result>(
  file: string,
  { signal, wait }: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(file), { recursive: true });
  for (;;) {
    signal.throwIfAborted();
    const lock = tryLock(file);
    if (lock !== undefined) {
      try {
        return await work();
      } finally {
        lock.close();
      }
    }
    await wait(LOOK_MS, signal);
  }
}

function tryLock(file: string): Database.Database | undefined {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (errorCode(error) === 'SQLITE_BUSY') {
      return undefined;
    }
    throw error;
  }
}

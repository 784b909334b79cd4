// What the disk can refuse, turned into the codes of shared/errors.ts. Everything in store/ that
// writes goes through here, so that a full disk or a locked folder reads the same everywhere.

import { AppError } from '../../shared/errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const REFUSED = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'],
  ...['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PERM'],
]);
/** SQLite reports a full disk on some file systems as a failed write. */
const FAILED_WRITE = /^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE)/;

/** The code of a system or SQLite error, or '' where it has none. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : '';
}

function isDiskFull(thrown: unknown): boolean {
  const code = errorCode(thrown);
  return FULL.has(code) || FAILED_WRITE.test(code);
}

/** The expected failure that a refused write in `home` stands for, or the thrown value as it is. */
export function toDiskError(thrown: unknown, home: string, what: string): unknown {
  if (isDiskFull(thrown)) {
    return AppError.of('DISK_FULL', { what }, thrown);
  }
  const code = errorCode(thrown);
  if (REFUSED.has(code) || REFUSED.has(code.split('_').slice(0, 2).join('_'))) {
    const why = thrown instanceof Error ? thrown.message : code;
    return AppError.of('HOME_UNUSABLE', { home, why }, thrown);
  }
  return thrown;
}

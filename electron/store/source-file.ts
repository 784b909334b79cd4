// A file of the person's, wherever it lies, about to be read; and what the system refuses of it, in the codes
// of shared/errors.ts.

import { type FileHandle, open, stat } from 'node:fs/promises';
import { AppError, detail } from '../../shared/errors.ts';
import { errorCode } from './disk-errors.ts';

/**
 * Only plain files: opening a pipe would wait for someone who writes to it.
 * @param name what an error calls it
 * @throws AppError FILE_NOT_FOUND or FILE_UNREADABLE
 */
export async function openSource(path: string, name: string): Promise<FileHandle> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      const why = detail(found.isDirectory() ? 'is-folder' : 'is-no-file');
      throw AppError.of('FILE_UNREADABLE', { name, why });
    }
    return await open(path);
  } catch (error) {
    throw error instanceof AppError ? error : toReadError(error, name);
  }
}

/** The expected failure that a refused reading stands for. */
export function toReadError(thrown: unknown, name: string): AppError {
  const code = errorCode(thrown);
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? AppError.of('FILE_NOT_FOUND', { name }, thrown)
    : AppError.of('FILE_UNREADABLE', { name, why: detail('system-refused', { code }) }, thrown);
}

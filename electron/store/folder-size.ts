// How much there is below a folder. Links count nothing, since what they lead to is counted where it lies.

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './disk-errors.ts';
import type { Amount } from './storage-use.ts';

/** Files that go while they are counted, and folders that may not be read, count nothing. */
const UNSEEN = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

/** Of a path that is a file, the file. */
export async function measureFolder(path: string): Promise<Amount> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return await measureFiles(files.map((file) => join(file.parentPath, file.name)));
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') {
      return measureFiles([path]);
    }
    if (UNSEEN.includes(errorCode(error))) {
      return { bytes: 0, count: 0 };
    }
    throw error;
  }
}

async function measureFiles(paths: readonly string[]): Promise<Amount> {
  const sizes = (await Promise.all(paths.map(sizeOf))).filter((size) => size !== undefined);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), count: sizes.length };
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await lstat(file)).size;
  } catch (error) {
    if (UNSEEN.includes(errorCode(error))) {
      return undefined;
    }
    throw error;
  }
}

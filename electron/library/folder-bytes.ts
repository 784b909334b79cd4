// Bytes of all files below a folder; links count nothing, since what they lead to is counted where it lies.

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../store/disk-errors.ts';

/** Files that go while they are counted, and folders that may not be read, count nothing. */
const UNSEEN = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

export async function bytesBelow(path: string): Promise<number> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(files.map((file) => bytesOf(join(file.parentPath, file.name))));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') {
      return bytesOf(path);
    }
    if (UNSEEN.includes(errorCode(error))) {
      return 0;
    }
    throw error;
  }
}

async function bytesOf(file: string): Promise<number> {
  try {
    return (await lstat(file)).size;
  } catch (error) {
    if (UNSEEN.includes(errorCode(error))) {
      return 0;
    }
    throw error;
  }
}

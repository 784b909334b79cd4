// Blobs of the cache and their unfinished parts, as files on the disk.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../store/disk-errors.ts';
import { hasHash } from './hashes.ts';
import type { HubFile } from './hub.ts';

/** The unfinished file beside the blobs, named as Python's tools name theirs. */
export function partOf(blobs: string, hash: string): string {
  return join(blobs, `${hash}.incomplete`);
}

/** Whether the blob is there and whole. */
export async function isWhole(blobs: string, { hash, bytes }: HubFile): Promise<boolean> {
  const blob = join(blobs, hash);
  return (await sizeOf(blob)) === bytes && (await hasHash(blob, hash));
}

/** Bytes of a file, or nothing where it is not there. */
export async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

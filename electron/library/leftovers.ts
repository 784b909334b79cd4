// Takes away what is left over of a model in the Hub's cache: parts of downloads that nothing goes on with,
// and blobs that no revision shows. Looked at anew while the lock is held, so that nothing in use goes.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFolders, namesIn } from './cache.ts';
import { lookAtCache } from './cache-use.ts';
import { type LockOptions, withLock } from './lock.ts';

export async function removeLeftovers(
  cache: string,
  model: string,
  options: LockOptions,
): Promise<void> {
  const folders = modelFolders(cache, model);
  // Before our lock is there, which tells that parts are ours.
  const known = await removable(cache, model);
  if (known.length === 0) {
    return;
  }
  await withLock(folders.lock, options, async () => {
    const now = new Set(await removable(cache, model));
    for (const name of known.filter((each) => now.has(each))) {
      await rm(join(folders.blobs, name), { force: true });
    }
    if (await isEmpty(folders)) {
      await rm(folders.root, { recursive: true, force: true });
    }
  });
}

async function removable(cache: string, model: string): Promise<readonly string[]> {
  const { left } = await lookAtCache(cache, model);
  return left.filter(({ canRemove }) => canRemove).map(({ name }) => name);
}

async function isEmpty({ blobs, snapshots }: ReturnType<typeof modelFolders>): Promise<boolean> {
  return (await namesIn(blobs)).length + (await namesIn(snapshots)).length === 0;
}

// Takes a model off this machine: its snapshots, and the blobs that no other snapshot uses. Folders of
// one's own are never touched.

import { readdir, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { errorCode } from '../store/disk-errors.ts';
import { COMMIT, modelFolders, namesIn, readRef } from './cache.ts';
import { type LockOptions, withLock } from './lock.ts';
import { filesIn } from './model-files.ts';

/** @throws AppError USAGE for a folder of one's own */
export async function removeModel(
  cache: string,
  model: InstalledModel,
  options: LockOptions,
): Promise<void> {
  if (model.origin === 'folder') {
    const why = `${model.folder} is a folder of yours and is left alone. Delete it yourself, or take it out of the settings.`;
    throw AppError.of('USAGE', { why });
  }
  if (!COMMIT.test(model.revision)) {
    throw AppError.of('USAGE', { why: `${model.revision} is no commit of ${model.id}.` });
  }
  const folders = modelFolders(cache, model.id);
  await withLock(folders.lock, options, async () => {
    await rm(join(folders.snapshots, model.revision), { recursive: true, force: true });
    const left = await namesIn(folders.snapshots);
    if (left.length === 0) {
      await rm(folders.root, { recursive: true, force: true });
      return;
    }
    await removeRefs(folders.refs, model.revision);
    await removeUnused(folders.blobs, folders.snapshots);
  });
}

async function removeRefs(refs: string, commit: string): Promise<void> {
  for (const { path } of (await filesIn(refs)).files) {
    if ((await readRef(refs, path)) === commit) {
      await rm(join(refs, path), { force: true });
    }
  }
}

async function removeUnused(blobs: string, snapshots: string): Promise<void> {
  const used = await usedBlobs(blobs, snapshots);
  for (const name of await namesIn(blobs)) {
    if (!used.has(name) && !name.endsWith('.incomplete')) {
      await rm(join(blobs, name), { force: true });
    }
  }
}

/** The blobs that any file of any snapshot below links to, hidden files and deep folders included. */
export async function usedBlobs(blobs: string, snapshots: string): Promise<ReadonlySet<string>> {
  const home = await realpath(blobs);
  const entries = await readdir(snapshots, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const targets = await Promise.all(
    links.map((each) => targetOf(join(each.parentPath, each.name))),
  );
  return new Set(
    targets.flatMap((target) =>
      target !== undefined && dirname(target) === home ? [basename(target)] : [],
    ),
  );
}

async function targetOf(link: string): Promise<string | undefined> {
  try {
    return await realpath(link);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

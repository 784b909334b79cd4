// Carries out a planned install: what is there and whole is kept, the rest is fetched a few files at a
// time, and only when all of it is whole does the snapshot show it, its ref last.

import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, detail } from '../../shared/errors.ts';
import { isWhole, partOf, sizeOf } from './blobs.ts';
import { formatBytes } from './bytes.ts';
import { COMMIT, isSafePath, linkBlob, modelFolders, writeRef } from './cache.ts';
import type { HubFile } from './hub.ts';
import { withLock } from './lock.ts';
import type { InstallPlan } from './plan-install.ts';
import { fetchBlob, type TransferDeps } from './transfer.ts';

export interface InstallDeps extends TransferDeps {
  /** The folder of the cache. */
  readonly cache: string;
  /** Bytes that may still be written below a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
}

export interface InstallWatch {
  readonly signal: AbortSignal;
  /** Bytes of the plan that are here. */
  readonly onBytes: (done: number) => void;
}

const AT_ONCE = 4;
/** Left free for everyone else on that disk. */
const RESERVE_BYTES = 64 * 2 ** 20;

/** @throws AppError DISK_FULL, DOWNLOAD_DAMAGED, NETWORK_FAILED or what the Hub refuses */
export async function installPlan(
  deps: InstallDeps,
  plan: InstallPlan,
  watch: InstallWatch,
): Promise<void> {
  const { wait, cache } = deps;
  const folders = modelFolders(cache, plan.model);
  await mkdir(folders.blobs, { recursive: true });
  await withLock(folders.lock, { signal: watch.signal, wait }, async () => {
    const files = oncePerHash(plan.files);
    const { absent, done } = await lookAt(folders.blobs, files);
    const tell = () => watch.onBytes([...done.values()].reduce((sum, bytes) => sum + bytes, 0));
    const onHere = (file: HubFile, here: number) => {
      done.set(file.hash, here);
      tell();
    };
    tell();
    await checkSpace(deps, folders.blobs, { plan, absent });
    await fetchAll(deps, plan, { absent, blobs: folders.blobs, signal: watch.signal, onHere });
    watch.signal.throwIfAborted();
    await publish(deps.cache, plan);
  });
}

function oncePerHash(files: readonly HubFile[]): readonly HubFile[] {
  return [...new Map(files.map((file) => [file.hash, file])).values()];
}

type OnHere = (file: HubFile, here: number) => void;

/** The files that are not there whole, and the bytes of each, parts of them included. */
async function lookAt(blobs: string, files: readonly HubFile[]) {
  const absent: HubFile[] = [];
  const done = new Map<string, number>();
  for (const file of files) {
    const isHere = await isWhole(blobs, file);
    done.set(file.hash, isHere ? file.bytes : ((await sizeOf(partOf(blobs, file.hash))) ?? 0));
    if (!isHere) {
      absent.push(file);
    }
  }
  return { absent, done };
}

interface Needed {
  readonly plan: InstallPlan;
  readonly absent: readonly HubFile[];
}

async function checkSpace(deps: InstallDeps, blobs: string, { plan, absent }: Needed) {
  const parts = await Promise.all(absent.map(({ hash }) => sizeOf(partOf(blobs, hash))));
  const here = parts.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  const needed = Math.max(0, absent.reduce((sum, { bytes }) => sum + bytes, 0) - here);
  await requireSpace(deps, { folder: blobs, needed, what: plan.model });
}

interface Space {
  /** Where it will be written. */
  readonly folder: string;
  /** Bytes. */
  readonly needed: number;
  readonly what: string;
}

/** @throws AppError DISK_FULL where the disk has no room for it and for others */
export async function requireSpace(
  { freeBytes }: Pick<InstallDeps, 'freeBytes'>,
  { folder, needed, what }: Space,
): Promise<void> {
  const free = await freeBytes(folder);
  if (needed > 0 && needed + RESERVE_BYTES > free) {
    const numbers = {
      needed: formatBytes(needed),
      kept: formatBytes(RESERVE_BYTES),
      free: formatBytes(free),
    };
    throw AppError.of('DISK_FULL', { what: detail('space-needed', { what, folder, ...numbers }) });
  }
}

interface Fetching {
  readonly absent: readonly HubFile[];
  readonly blobs: string;
  readonly signal: AbortSignal;
  readonly onHere: OnHere;
}

/** The first failure stops the others; their parts stay for the next attempt. */
async function fetchAll(deps: InstallDeps, plan: InstallPlan, fetching: Fetching): Promise<void> {
  const { absent, blobs, onHere } = fetching;
  const failed = new AbortController();
  const signal = AbortSignal.any([fetching.signal, failed.signal]);
  const rest = absent.toSorted((a, b) => b.bytes - a.bytes);
  const line = async () => {
    for (let file = rest.shift(); file !== undefined; file = rest.shift()) {
      const one = file;
      const { model, commit } = plan;
      const onBytes = (here: number) => onHere(one, here);
      await fetchBlob(deps, { model, commit, file: one, blobs, signal, onBytes });
    }
  };
  const lines = Array.from({ length: AT_ONCE }, () =>
    line().catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(lines);
  fetching.signal.throwIfAborted();
  failed.signal.throwIfAborted();
}

async function publish(cache: string, { model, revision, commit, files }: InstallPlan) {
  const { blobs, refs, snapshots } = modelFolders(cache, model);
  if (!COMMIT.test(commit) || !files.every(({ path }) => isSafePath(path))) {
    throw AppError.of('MODEL_UNUSABLE', { model, why: detail('files-outside') });
  }
  for (const { path, hash } of files) {
    await linkBlob(join(blobs, hash), join(snapshots, commit, path));
  }
  if (revision !== commit && isSafePath(revision)) {
    await writeRef(refs, revision, commit);
  }
}

/** Bytes that this user may still write on the disk of a folder that may not be there yet. */
export async function freeBytesOf(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (dirname(folder) === folder) {
      throw error;
    }
    return freeBytesOf(dirname(folder));
  }
}

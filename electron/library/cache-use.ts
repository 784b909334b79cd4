// What one model's folder of the Hub's cache holds: which blobs each revision shows, and what is left over,
// which no revision shows. Only looks.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf } from './blobs.ts';
import { COMMIT, modelFolders, namesIn } from './cache.ts';
import { isHash } from './hashes.ts';
import { usedBlobs } from './remove.ts';

export interface RevisionUse {
  readonly revision: string;
  /** Names of the blobs that it shows. */
  readonly blobs: ReadonlySet<string>;
  /** Bytes of its own, where the file system has no links. */
  readonly copiedBytes: number;
}

export interface LeftFile {
  readonly kind: 'partial' | 'unreferenced';
  readonly name: string;
  readonly bytes: number;
  /** Surely of no use to anyone: nothing shows it, and no tool is at it. */
  readonly canRemove: boolean;
}

export interface CacheUse {
  /** Bytes by name. */
  readonly blobs: ReadonlyMap<string, number>;
  readonly revisions: readonly RevisionUse[];
  readonly left: readonly LeftFile[];
}

const PARTIAL = /^(?<hash>[^.]+)\..*incomplete$/u;

export async function lookAtCache(cache: string, model: string): Promise<CacheUse> {
  const folders = modelFolders(cache, model);
  const files = await sizesIn(folders.blobs);
  const revisions = await Promise.all(
    (await namesIn(folders.snapshots))
      .filter((name) => COMMIT.test(name))
      .map((revision) => lookAtRevision(folders, revision)),
  );
  const blobs = new Map([...files].filter(([name]) => isHash(name)));
  const locks = new Set(await namesIn(join(folders.lock, '..')));
  const left = [...files].flatMap(([name, bytes]) => leftFile({ name, bytes, revisions, locks }));
  return { blobs, revisions, left };
}

type Folders = ReturnType<typeof modelFolders>;

async function lookAtRevision(
  { blobs, snapshots }: Folders,
  revision: string,
): Promise<RevisionUse> {
  const folder = join(snapshots, revision);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const copies = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    copies.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  const hasLinks = entries.some((entry) => entry.isSymbolicLink());
  const hasBlobs = (await namesIn(blobs)).length > 0;
  const shown = hasLinks && hasBlobs ? await usedBlobs(blobs, folder) : new Set<string>();
  return { revision, blobs: shown, copiedBytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

interface Seen {
  readonly name: string;
  readonly bytes: number;
  readonly revisions: readonly RevisionUse[];
  /** Names of the files by which tools keep each other away. */
  readonly locks: ReadonlySet<string>;
}

/** Other tools lock each file by its hash while they fetch it; what they left locked is left alone. */
function leftFile({ name, bytes, revisions, locks }: Seen): readonly LeftFile[] {
  const hash = PARTIAL.exec(name)?.groups?.hash;
  if (hash !== undefined) {
    const isOurs = name === `${hash}.incomplete` && locks.has('ensemble.lock');
    return [{ kind: 'partial', name, bytes, canRemove: isOurs && !locks.has(`${hash}.lock`) }];
  }
  if (!isHash(name) || revisions.some(({ blobs }) => blobs.has(name))) {
    return [];
  }
  // Where snapshots are copies nothing tells which blob is one's own.
  const isSure = revisions.every(({ copiedBytes }) => copiedBytes === 0);
  return [{ kind: 'unreferenced', name, bytes, canRemove: isSure && !locks.has(`${name}.lock`) }];
}

async function sizesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = await Promise.all(
    (await namesIn(folder)).map(async (name) => [name, await sizeOf(join(folder, name))] as const),
  );
  return new Map(sizes.flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, bytes]])));
}

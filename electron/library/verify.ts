// Reads every file of an installed model again and compares it with the hash that its blob is named by.
// Nothing is changed; installing it again repairs what is damaged.

import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstalledModel } from '../../shared/library.ts';
import { hasHash, isHash } from './hashes.ts';
import { filesIn } from './model-files.ts';

export interface Verification {
  readonly model: string;
  readonly revision: string;
  readonly whole: readonly string[];
  readonly damaged: readonly string[];
  readonly missing: readonly string[];
  /** Without a known hash: folders of one's own, and copies in place of links. */
  readonly unknown: readonly string[];
}

export async function verifyModel(
  model: InstalledModel,
  signal: AbortSignal,
): Promise<Verification> {
  const { files } = await filesIn(model.folder);
  const kinds = { whole: [] as string[], damaged: [] as string[], unknown: [] as string[] };
  for (const { path } of files) {
    signal.throwIfAborted();
    kinds[await kindOf(join(model.folder, path))].push(path);
  }
  return { model: model.id, revision: model.revision, ...kinds, missing: model.missing };
}

async function kindOf(file: string): Promise<'whole' | 'damaged' | 'unknown'> {
  const blob = await realpath(file);
  const hash = basename(blob);
  if (!isHash(hash)) {
    return 'unknown';
  }
  return (await hasHash(blob, hash)) ? 'whole' : 'damaged';
}

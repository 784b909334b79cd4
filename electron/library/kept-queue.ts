// Keeps the queue of downloads across restarts: what is open is written whenever it changes, and the next start
// lists it as paused, with how much of it has come.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { KeptDownload, KeptDownloads } from '../store/kept-downloads.ts';
import { partOf } from './blobs.ts';
import { isModelName, modelFolders } from './cache.ts';
import { createDownload, type Download, type DownloadDeps } from './downloads.ts';
import { isOpen, type Queue } from './queue.ts';

export interface KeptQueue {
  /** To be written with the others while it is open. */
  readonly remember: (download: Download) => void;
  /** Told of every change. */
  readonly save: () => void;
  /** Lists what was open when the program ended; `ended` settles when it is here. */
  readonly restore: (ended: (download: Promise<void>) => void) => void;
}

export interface KeptQueueOptions {
  readonly deps: DownloadDeps;
  readonly queue: Queue;
  /** Without it nothing is kept. */
  readonly kept: KeptDownloads | undefined;
}

export function createKeptQueue({ deps, queue, kept }: KeptQueueOptions): KeptQueue {
  const downloads = new Map<string, Download>();
  let written = '[]';
  const save = () => {
    const open = queue.state().filter(isOpen);
    const list = open.flatMap(({ id }) => downloads.get(id)?.kept() ?? []);
    const content = JSON.stringify(list);
    if (kept !== undefined && content !== written) {
      written = content;
      writeIfPossible(kept, list);
    }
  };
  return {
    save,
    remember: (download) => downloads.set(download.id, download),
    restore: (ended) => {
      const found = (kept?.read() ?? []).filter(({ model }) => isModelName(model));
      written = JSON.stringify(found);
      for (const one of found) {
        const download = createDownload(deps, one);
        downloads.set(download.id, download);
        const doneBytes = Math.min(one.totalBytes, bytesHere(deps.cache, one));
        ended(queue.restore(download, { doneBytes, totalBytes: one.totalBytes }));
      }
    },
  };
}

/** Of the blobs and parts that have come. */
function bytesHere(cache: string, { model, hashes }: KeptDownload): number {
  const { blobs } = modelFolders(cache, model);
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size;
  return [...new Set(hashes)].reduce(
    (sum, hash) => sum + (sizeOf(join(blobs, hash)) ?? sizeOf(partOf(blobs, hash)) ?? 0),
    0,
  );
}

/** A download goes on even where there is no space to write of it. */
function writeIfPossible(kept: KeptDownloads, list: readonly KeptDownload[]): void {
  try {
    kept.write(list);
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
  }
}

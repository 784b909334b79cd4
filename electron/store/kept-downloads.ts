// downloads.json in the data folder: what is being fetched or waits to be, in its order, so that the next start
// finds it. What has come of it lies in the Hub's cache.

import { join } from 'node:path';
import { z } from 'zod';
import { DtypeSchema } from '../../shared/inference.ts';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'downloads.json';

export const KeptDownloadSchema = z
  .object({
    /** The Hub's `org/name`. */
    model: z.string().min(1),
    revision: z.string().min(1),
    dtype: DtypeSchema,
    /** Files that it needs besides, such as voices. */
    extraFiles: z.array(z.string()).readonly(),
    /** 0 until the Hub was asked. */
    totalBytes: z.number().int().nonnegative(),
    /** Of its files, as far as the Hub was asked: they name what has come. */
    hashes: z.array(z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)).readonly(),
  })
  .readonly();
export type KeptDownload = z.infer<typeof KeptDownloadSchema>;

export interface KeptDownloads {
  readonly read: () => readonly KeptDownload[];
  /** @throws AppError HOME_UNUSABLE or DISK_FULL */
  readonly write: (downloads: readonly KeptDownload[]) => void;
}

export function keptDownloads(home: string): KeptDownloads {
  return {
    read: () => readKept(join(home, NAME), z.array(KeptDownloadSchema)) ?? [],
    write: (downloads) => {
      const content = `${JSON.stringify(downloads, null, 2)}\n`;
      replaceFile({ home, name: NAME, what: 'the list of downloads' }, content);
    },
  };
}

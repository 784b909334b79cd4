// The package of one version: fetched in as many attempts as that takes, and proved by its checksum before
// it gets its name.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, detail } from '../../shared/errors.ts';
import type { FetchProgress } from '../../shared/fetch-progress.ts';
import { fileAt } from '../library/addresses.ts';
import { partOf, sizeOf } from '../library/blobs.ts';
import { freeBytesOf, requireSpace } from '../library/install.ts';
import { createLimiter } from '../library/limiter.ts';
import { clockWait } from '../library/lock.ts';
import { createReports, wholeProgress } from '../library/reports.ts';
import { fetchPart, STALL_MS } from '../library/transfer.ts';
import type { Fetch } from '../network/fetch.ts';
import { toDiskError } from '../store/disk-errors.ts';
import type { FeedRelease } from './feed.ts';

export interface PackageOptions {
  /** The data folder. */
  readonly home: string;
  /** The one fetch (electron/network/). */
  readonly fetch: Fetch;
  /** The bandwidth cap, asked each time. */
  readonly bytesPerSecond?: () => number | undefined;
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly stallMs?: number;
}

export interface Found extends FeedRelease {
  readonly bytes: number;
  /** Where its package is or will be. */
  readonly path: string;
}

export interface FetchWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
}

export async function isWhole({ path, bytes, sha512 }: Found): Promise<boolean> {
  return (await sizeOf(path)) === bytes && (await hashOf(path)) === sha512;
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha512');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    digest.update(chunk);
  }
  return digest.digest('base64');
}

/**
 * @throws AppError NETWORK_FAILED, NETWORK_REFUSED, DOWNLOAD_DAMAGED, DISK_FULL or HOME_UNUSABLE; what has
 * come stays for the next attempt, unless it is damaged
 */
export async function fetchPackage(
  options: PackageOptions,
  found: Found,
  { signal, onProgress }: FetchWatch,
): Promise<void> {
  const { home, fetch, stallMs = STALL_MS, freeBytes = freeBytesOf } = options;
  if (await isWhole(found)) {
    return;
  }
  const { bytes, address, file: name, path } = found;
  const folder = dirname(path);
  const part = partOf(folder, name);
  const what = `Ensemble ${found.version}`;
  const now = () => performance.now();
  const report = wholeProgress(onProgress);
  report({ totalBytes: bytes });
  const reports = createReports({ now, total: bytes, report });
  try {
    await mkdir(folder, { recursive: true });
    const needed = bytes - ((await sizeOf(part)) ?? 0);
    await requireSpace({ freeBytes }, { folder, needed, what });
    const bytesPerSecond = options.bytesPerSecond ?? (() => undefined);
    const limiter = createLimiter({ bytesPerSecond, now, wait: clockWait });
    const file = { path: name, bytes, hash: name };
    await fetchPart(
      { hub: fileAt(fetch, address), limiter, wait: clockWait, stallMs },
      { model: what, commit: '', file, blobs: folder, signal, onBytes: reports.onBytes },
    );
    await checkPackage(part, found, what);
    await rename(part, path);
  } catch (error) {
    signal.throwIfAborted();
    throw toDiskError(error, home, what);
  } finally {
    reports.end();
  }
}

async function checkPackage(part: string, { file, sha512 }: Found, model: string): Promise<void> {
  if ((await hashOf(part)) !== sha512) {
    await rm(part, { force: true });
    const why = detail('other-checksum');
    throw AppError.of('DOWNLOAD_DAMAGED', { file, model, why });
  }
}

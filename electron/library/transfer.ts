// Brings one file of the Hub into the cache: goes on where an earlier attempt ended, also one of an
// earlier process, checks the whole, and only then names it a blob. One file that is damaged is thrown
// away and fetched once more from its start.

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, detail } from '../../shared/errors.ts';
import { reason } from '../network/fetch.ts';
import { errorCode, toDiskError } from '../store/disk-errors.ts';
import { partOf, sizeOf } from './blobs.ts';
import { hasHash, isPointer, startOf } from './hashes.ts';
import type { Hub, HubFile } from './hub.ts';
import type { Limiter } from './limiter.ts';
import type { Wait } from './lock.ts';
import { receive } from './receive.ts';
import { retrying, Transient } from './retry.ts';

/** Milliseconds without a byte after which a connection is given up, where nothing else is wished. */
export const STALL_MS = 30_000;

export interface TransferDeps {
  readonly hub: Pick<Hub, 'host' | 'open'>;
  readonly limiter: Limiter;
  readonly wait: Wait;
  /** Milliseconds without a byte after which a connection is given up. */
  readonly stallMs: number;
}

export interface Transfer {
  readonly model: string;
  readonly commit: string;
  readonly file: HubFile;
  /** The folder of blobs. */
  readonly blobs: string;
  readonly signal: AbortSignal;
  /** Bytes of this file that are here now; may go down when a part is thrown away. */
  readonly onBytes: (here: number) => void;
}

/** @throws AppError DOWNLOAD_DAMAGED, DISK_FULL, NETWORK_FAILED or what the Hub refuses */
export async function fetchBlob(deps: TransferDeps, transfer: Transfer): Promise<void> {
  const { blobs, file } = transfer;
  await mkdir(blobs, { recursive: true });
  const before = await sizeOf(partOf(blobs, file.hash));
  try {
    await fetchOnce(deps, transfer);
  } catch (error) {
    // What an earlier process left may be what was damaged.
    if (!isDamage(error) || before === undefined) {
      throw error;
    }
    await fetchOnce(deps, transfer);
  }
}

export function isDamage(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'DOWNLOAD_DAMAGED';
}

async function fetchOnce(deps: TransferDeps, transfer: Transfer): Promise<void> {
  const { blobs, file } = transfer;
  const part = partOf(blobs, file.hash);
  try {
    await fetchPart(deps, transfer);
    await check(part, transfer);
  } catch (error) {
    if (isDamage(error)) {
      await rm(part, { force: true });
      transfer.onBytes(0);
    }
    throw toDiskError(error, blobs, `${file.path} of ${transfer.model}`);
  }
  await rename(part, join(blobs, file.hash));
}

/** Brings the unfinished file to its full length, over as many connections as that takes. */
export async function fetchPart(deps: TransferDeps, transfer: Transfer): Promise<void> {
  const { blobs, file, signal } = transfer;
  let here = (await sizeOf(partOf(blobs, file.hash))) ?? 0;
  const onHere = (bytes: number) => {
    here = bytes;
    transfer.onBytes(bytes);
  };
  onHere(here);
  await retrying({ signal, wait: deps.wait, progress: () => here }, () =>
    attempt(deps, transfer, onHere),
  );
}

async function attempt(
  deps: TransferDeps,
  transfer: Transfer,
  onHere: (bytes: number) => void,
): Promise<void> {
  try {
    await receive(deps, { ...transfer, onBytes: onHere });
  } catch (error) {
    transfer.signal.throwIfAborted();
    if (isOurs(error)) {
      throw error;
    }
    const { host } = deps.hub;
    throw new Transient(AppError.of('NETWORK_FAILED', { host, why: reason(error) }, error));
  }
}

/** Named failures and those of the disk; any other is a connection that broke. */
function isOurs(thrown: unknown): boolean {
  return (
    thrown instanceof AppError ||
    thrown instanceof Transient ||
    /^E(?:NOSPC|DQUOT|ACCES|PERM|ROFS|IO|NOENT|MFILE)$/.test(errorCode(thrown))
  );
}

/** Looks at the whole file as it lies on the disk, before anyone else sees it. */
async function check(part: string, { file, model }: Transfer): Promise<void> {
  if (await hasHash(part, file.hash)) {
    // A repository can hold a pointer as its very content.
    if (!isPointer(await startOf(part))) {
      return await flush(part);
    }
    const why = detail('repository-holds-pointer');
    throw AppError.of('DOWNLOAD_DAMAGED', { file: file.path, model, why });
  }
  const why = detail('other-hash', { bytes: file.bytes, hash: file.hash });
  throw AppError.of('DOWNLOAD_DAMAGED', { file: file.path, model, why });
}

async function flush(part: string): Promise<void> {
  const handle = await open(part, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// Fetches ONNX Runtime's CUDA libraries, which are too large for its npm package. A package that was cut
// off is gone on with, and a library appears under its name only when it is whole.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, detail } from '../../shared/errors.ts';
import { type AddressDeps, fileAt } from '../library/addresses.ts';
import { partOf, sizeOf } from '../library/blobs.ts';
import { freeBytesOf, requireSpace } from '../library/install.ts';
import { createLimiter } from '../library/limiter.ts';
import { clockWait, type Wait, withLock } from '../library/lock.ts';
import { type FoundPackage, findPackage } from '../library/nuget.ts';
import type { Report } from '../library/queue.ts';
import { createReports } from '../library/reports.ts';
import { fetchPart, isDamage, STALL_MS, type TransferDeps } from '../library/transfer.ts';
import { DamagedZip, unpackFiles } from '../library/unpack.ts';
import type { Fetch } from '../network/fetch.ts';
import { errorCode, toDiskError } from '../store/disk-errors.ts';
import { type CudaPlace, standBeside } from './cuda-place.ts';
import { type CudaPackage, cudaPackages } from './cuda-table.ts';

export interface CudaOptions {
  /** The one fetch (electron/network/). */
  readonly fetch: Fetch;
  readonly place: CudaPlace;
  /** The bandwidth cap, asked each time. */
  readonly bytesPerSecond?: () => number | undefined;
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly wait?: Wait;
  readonly stallMs?: number;
  /** Whether a driver of NVIDIA is here, without which the libraries are of no use. */
  readonly hasDriver?: () => boolean;
}

export interface CudaWatch {
  readonly signal: AbortSignal;
  readonly onProgress: Report;
}

export interface CudaLibraries {
  /** There are such libraries for this platform. */
  readonly isPossible: boolean;
  readonly isMissing: () => boolean;
  readonly hasDriver: () => boolean;
  /** The feeds that would be asked. */
  readonly feeds: readonly URL[];
  /**
   * Bytes that an install would fetch, asked of the feed.
   * @throws AppError NETWORK_FAILED, NETWORK_REFUSED
   */
  readonly size: (signal: AbortSignal) => Promise<number>;
  /**
   * Fetches what is missing; ends at once where nothing is. What has come is kept where it is stopped.
   * @returns the installed files
   * @throws AppError NETWORK_FAILED, NETWORK_REFUSED, DOWNLOAD_DAMAGED, DISK_FULL, DEVICE_MISSING
   */
  readonly install: (watch: CudaWatch) => Promise<readonly string[]>;
}

export function createCudaLibraries(options: CudaOptions): CudaLibraries {
  const { place, hasDriver = hasNvidiaDriver } = options;
  const packages = cudaPackages(place.runtime);
  const deps = installDeps(options);
  const missing = () => missingPackages(packages, place);
  const feeds = packages.flatMap(({ candidates }) => candidates.map(({ index }) => new URL(index)));
  return {
    ...{ hasDriver, feeds, isPossible: packages.length > 0 },
    isMissing: () => missing().length > 0,
    size: async (signal) => totalOf(await findAll(deps, missing(), signal)),
    install: async (watch) => {
      try {
        await mkdir(place.staging, { recursive: true });
        const { wait } = deps;
        return await withLock(join(place.staging, 'lock'), { signal: watch.signal, wait }, () =>
          installAll(deps, missing(), watch),
        );
      } catch (error) {
        watch.signal.throwIfAborted();
        throw toInstallError(error, place.staging);
      }
    },
  };
}

/** Those of which a file is not there. */
function missingPackages(packages: readonly CudaPackage[], { binaries }: CudaPlace) {
  return packages.filter(({ files }) =>
    files.some(({ name }) => !existsSync(join(binaries, name))),
  );
}

interface InstallDeps extends AddressDeps, Omit<TransferDeps, 'hub'> {
  readonly place: CudaPlace;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly now: () => number;
}

function installDeps(options: CudaOptions): InstallDeps {
  const wait = options.wait ?? clockWait;
  const now = () => performance.now();
  const bytesPerSecond = options.bytesPerSecond ?? (() => undefined);
  return {
    ...{ fetch: options.fetch, wait, now, stallMs: options.stallMs ?? STALL_MS },
    limiter: createLimiter({ bytesPerSecond, now, wait }),
    freeBytes: options.freeBytes ?? freeBytesOf,
    place: options.place,
  };
}

interface Found {
  readonly wanted: CudaPackage;
  readonly found: FoundPackage;
}

function findAll(deps: InstallDeps, packages: readonly CudaPackage[], signal: AbortSignal) {
  return Promise.all(
    packages.map(
      async (wanted): Promise<Found> => ({
        wanted,
        found: await findPackage(deps, wanted, signal),
      }),
    ),
  );
}

function totalOf(all: readonly Found[]): number {
  return all.reduce((sum, { found }) => sum + found.bytes, 0);
}

async function installAll(
  deps: InstallDeps,
  packages: readonly CudaPackage[],
  { signal, onProgress }: CudaWatch,
): Promise<readonly string[]> {
  const all = await findAll(deps, packages, signal);
  const total = totalOf(all);
  onProgress({ totalBytes: total });
  await checkSpace(deps, all);
  const reports = createReports({ now: deps.now, total, report: onProgress });
  const done = new Map<FoundPackage, number>();
  try {
    for (const one of all) {
      const onBytes = (here: number) => {
        done.set(one.found, here);
        reports.onBytes([...done.values()].reduce((sum, bytes) => sum + bytes, 0));
      };
      await installOne(deps, one, { signal, onBytes });
    }
  } finally {
    reports.end();
  }
  return packages.flatMap(({ files }) => files.map(({ name }) => join(deps.place.binaries, name)));
}

const WHAT = 'NVIDIA CUDA';

async function checkSpace(deps: InstallDeps, all: readonly Found[]): Promise<void> {
  const parts = await Promise.all(
    all.map(({ found }) => sizeOf(partOf(deps.place.staging, found.name))),
  );
  const here = parts.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  const needed = Math.max(0, totalOf(all) - here);
  await requireSpace(deps, { folder: deps.place.staging, needed, what: WHAT });
}

interface Watch {
  readonly signal: AbortSignal;
  readonly onBytes: (here: number) => void;
}

async function installOne(deps: InstallDeps, one: Found, watch: Watch): Promise<void> {
  const isOld = (await sizeOf(partOf(deps.place.staging, one.found.name))) !== undefined;
  try {
    await installOnce(deps, one, watch);
  } catch (error) {
    // What an earlier attempt left may be what was damaged.
    if (!isDamage(error) || !isOld) {
      throw error;
    }
    await installOnce(deps, one, watch);
  }
}

async function installOnce(
  deps: InstallDeps,
  { wanted, found }: Found,
  { signal, onBytes }: Watch,
) {
  const { staging } = deps.place;
  const part = partOf(staging, found.name);
  const file = { path: found.name, bytes: found.bytes, hash: found.name };
  const transfer = { model: WHAT, commit: '', file, blobs: staging, signal, onBytes };
  try {
    await fetchPart({ ...deps, hub: fileAt(deps.fetch, found.address) }, transfer);
    await unpack(deps, { part, wanted, signal });
  } catch (error) {
    const named = damageOf(error, found);
    if (isDamage(named)) {
      await rm(part, { force: true });
      onBytes(0);
    }
    throw named;
  }
  await rm(part);
}

function damageOf(error: unknown, { name }: FoundPackage): unknown {
  return error instanceof DamagedZip
    ? AppError.of(
        'DOWNLOAD_DAMAGED',
        { file: name, model: WHAT, why: `it ${error.message}` },
        error,
      )
    : error;
}

interface Unpack {
  readonly part: string;
  readonly wanted: CudaPackage;
  readonly signal: AbortSignal;
}

/** All files are written and checked before the first gets its name. */
async function unpack(deps: InstallDeps, { part, wanted, signal }: Unpack): Promise<void> {
  const { staging, binaries } = deps.place;
  const files = wanted.files.map(({ path, name }) => ({
    path,
    target: join(staging, `${name}.tmp`),
    name: join(binaries, name),
  }));
  const onSize = (needed: number) => requireSpace(deps, { folder: staging, needed, what: WHAT });
  try {
    await unpackFiles(part, files, { signal, onSize });
    signal.throwIfAborted();
    await standBeside(deps.place);
    for (const { target, name } of files) {
      await rename(target, name);
    }
  } finally {
    await Promise.all(files.map(({ target }) => rm(target, { force: true })));
  }
}

const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']);

/** A program that is installed for all users may not write beside itself. */
function toInstallError(error: unknown, folder: string): unknown {
  if (REFUSED.has(errorCode(error))) {
    const why = detail('libraries-unwritable', { folder });
    const advice = detail('install-as-writer');
    return AppError.of('DEVICE_MISSING', { device: 'cuda', why, advice }, error);
  }
  return toDiskError(error, folder, WHAT);
}

/** Of the kernel, or of Windows below it. */
const DRIVER_FILES = [
  '/proc/driver/nvidia/version',
  '/dev/nvidiactl',
  '/usr/lib/wsl/lib/libcuda.so.1',
];

function hasNvidiaDriver(): boolean {
  return DRIVER_FILES.some((file) => existsSync(file));
}

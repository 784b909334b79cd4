// Where the libraries of CUDA go. ONNX Runtime looks for them beside the file that it was loaded from. Where
// the program may not write there, being installed for all users or mounted from an AppImage, they go to the
// data folder, together with a copy of ONNX Runtime's own library, which processes are told to load instead.

import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../store/disk-errors.ts';
import { type Runtime, runtimeBinaries, runtimeHere } from './runtime-libraries.ts';

export interface CudaPlace {
  readonly runtime: Runtime;
  /** The folder that the libraries go to. */
  readonly binaries: string;
  /** Where they are put together before, on the same disk, so that a rename ends it. */
  readonly staging: string;
  /** They are not beside ONNX Runtime but in a folder of ours. */
  readonly isApart: boolean;
}

export interface CudaPlaceOptions {
  /** For what can't stand beside ONNX Runtime: a folder with one for each version of it. */
  readonly folder: string;
  readonly runtime?: Runtime;
  /** Whether the program may write in a folder. */
  readonly canWrite?: (folder: string) => boolean;
}

/** The name under which the binding for Node asks for it. */
const RUNTIME_LIBRARY = 'libonnxruntime.so.1';

export function cudaPlace(options: CudaPlaceOptions): CudaPlace {
  const { folder, runtime = runtimeHere(), canWrite = isWritable } = options;
  const beside = runtimeBinaries(runtime);
  // On Linux alone a variable leads a process to another library.
  const isApart = runtime.platform === 'linux' && !canWrite(beside);
  return isApart
    ? { runtime, isApart, binaries: join(folder, versionOf(runtime)), staging: folder }
    : { runtime, isApart, binaries: beside, staging: join(runtime.folder, '.cuda') };
}

/** What a process that runs models has to know to find them. */
export function withCudaLibraries(
  environment: NodeJS.ProcessEnv,
  { isApart, binaries }: CudaPlace,
): NodeJS.ProcessEnv {
  if (!isApart) {
    return environment;
  }
  // A folder that is not there, or has no such library, is passed over.
  const folders = [binaries, environment.LD_LIBRARY_PATH].filter(Boolean);
  return { ...environment, LD_LIBRARY_PATH: folders.join(':') };
}

/**
 * Puts ONNX Runtime's own library where the others go, and removes what was there for another version of it,
 * which nothing would load any more.
 */
export async function standBeside({
  runtime,
  binaries,
  staging,
  isApart,
}: CudaPlace): Promise<void> {
  if (!isApart) {
    return;
  }
  const version = versionOf(runtime);
  const copy = join(staging, `${RUNTIME_LIBRARY}.tmp`);
  await mkdir(binaries, { recursive: true });
  await copyFile(join(runtimeBinaries(runtime), RUNTIME_LIBRARY), copy);
  await rename(copy, join(binaries, RUNTIME_LIBRARY));
  const folders = readdirSync(staging, { withFileTypes: true }).filter((one) => one.isDirectory());
  for (const { name } of folders.filter((one) => one.name !== version)) {
    await rm(join(staging, name), { recursive: true });
  }
}

/** Names of the files that ONNX Runtime may load; they change when the libraries of a device come. */
export function librariesIn({ runtime, binaries, isApart }: CudaPlace): readonly string[] {
  const folders = [runtimeBinaries(runtime), ...(isApart ? [binaries] : [])];
  return folders.flatMap((folder) => namesIn(folder).toSorted());
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // whatever the reason, the other place is taken
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw error;
    }
    return [];
  }
}

const PackageSchema = z.object({ version: z.string() });

function versionOf({ folder }: Runtime): string {
  const written = readFileSync(join(folder, 'package.json'), 'utf8');
  return PackageSchema.parse(JSON.parse(written)).version;
}

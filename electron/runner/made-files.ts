// Files that a task made, on their way from the runner's process to the engine: written to a scratch
// folder on one side, read and removed on the other.

import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind } from '../../shared/media.ts';
import { FILE_KINDS } from '../../shared/media.ts';
import type { MadeFile, Progress } from '../experts/expert.ts';
import type { RunnerOutput } from './chat-order.ts';
import type { FileReference, ReferredOutput, ReferredProgress } from './protocol.ts';

/** In the child: writes the files of an output into `folder`. */
export async function referOutput(output: RunnerOutput, folder: string): Promise<ReferredOutput> {
  return convertOutput<MadeFile, FileReference, RunnerOutput>(output, (file) =>
    writeMade(file, folder),
  );
}

/** In the engine: the output with the bytes of its files, which are then gone from the disk. */
export async function readOutput(output: ReferredOutput): Promise<RunnerOutput> {
  return convertOutput<FileReference, MadeFile, ReferredOutput>(output, readMade);
}

export async function referProgress(
  { preview, ...rest }: Progress,
  folder: string,
): Promise<ReferredProgress> {
  return preview === undefined ? rest : { ...rest, preview: await writeMade(preview, folder) };
}

export async function readProgress({ preview, ...rest }: ReferredProgress): Promise<Progress> {
  return preview === undefined ? rest : { ...rest, preview: await readMade(preview) };
}

type Mask<File> = {
  readonly label: string;
  readonly score?: number;
  readonly file: File;
};
type Output<File> = { readonly masks?: readonly Mask<File>[] } & Readonly<
  Partial<Record<FileKind, File>>
>;

async function convertOutput<From, To, Given extends Output<From>>(
  output: Given,
  convert: (file: From) => Promise<To>,
): Promise<Omit<Given, 'masks' | FileKind> & Output<To>> {
  const { masks, image, audio, video, table, ...details } = output;
  const files: Partial<Record<FileKind, To>> = {};
  for (const kind of FILE_KINDS) {
    const file = output[kind];
    if (file !== undefined) {
      files[kind] = await convert(file);
    }
  }
  if (masks === undefined) {
    return { ...details, ...files };
  }
  const converted: Mask<To>[] = [];
  for (const mask of masks) {
    converted.push({ ...mask, file: await convert(mask.file) });
  }
  return { ...details, ...files, masks: converted };
}

/** Under a name of its own: two masks may be called the same. */
async function writeMade({ name, bytes }: MadeFile, folder: string): Promise<FileReference> {
  const path = join(folder, randomUUID());
  await writeFile(path, bytes);
  return { name, path };
}

async function readMade({ name, path }: FileReference): Promise<MadeFile> {
  const bytes = new Uint8Array(await readFile(path));
  await rm(path);
  return { name, bytes };
}

// The files that come with a request, stored under names of their own.

import { AppError } from '../shared/errors.ts';
import { type ArtefactId, freeName, type NamedArtefact } from '../shared/media.ts';
import type { ByteSource } from './store/artefacts.ts';
import type { Store } from './store/store.ts';

/** A file to attach: a path on this disk, bytes with a name, or what the store has already. */
export type AskedFile = string | { readonly name: string; readonly bytes: ByteSource } | StoredFile;

interface StoredFile {
  readonly name: string;
  readonly artefact: ArtefactId;
  /** A picture of a video, and the second that it shows. */
  readonly frame?: { readonly at: number; readonly artefact: ArtefactId } | undefined;
}

/** @throws AppError for a file that can't be taken */
export async function storeAttachments(
  files: readonly AskedFile[],
  { artefacts }: Store,
  signal: AbortSignal,
): Promise<readonly NamedArtefact[]> {
  const stored: NamedArtefact[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const added = await storeFile(file, artefacts);
    const taken = new Set(stored.map(({ name }) => name));
    stored.push({ ...added, name: freeName(added.name, taken) });
  }
  return stored;
}

async function storeFile(file: AskedFile, artefacts: Store['artefacts']): Promise<NamedArtefact> {
  if (typeof file === 'string') {
    return artefacts.addFile(file);
  }
  const { name } = file;
  if ('bytes' in file) {
    return artefacts.addBytes(name, file.bytes);
  }
  const artefact = artefacts.find(file.artefact);
  if (artefact === undefined) {
    throw AppError.of('FILE_NOT_FOUND', { name });
  }
  const frame = artefact.kind === 'video' ? storedFrame(file, artefacts) : undefined;
  return { name, artefact, ...(frame && { frame }) };
}

/** It is an extra: one that is no picture, or gone, is left out. */
function storedFrame({ frame }: StoredFile, artefacts: Store['artefacts']) {
  const artefact = frame && artefacts.find(frame.artefact);
  return artefact?.kind === 'image' && frame !== undefined ? { at: frame.at, artefact } : undefined;
}

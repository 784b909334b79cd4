// The files of a request: those that come with it, stored under names of their own, and those that
// earlier runs of its conversation were given and made.

import { AppError } from '../shared/errors.ts';
import { reduceRun } from '../shared/events.ts';
import { type ArtefactId, freeName, type NamedArtefact } from '../shared/media.ts';
import { filesOfRun } from '../shared/run-files.ts';
import { pathTo } from '../shared/threads.ts';
import type { ByteSource } from './store/artefacts.ts';
import type { Store } from './store/store.ts';

/** A file to attach: a path on this disk, bytes with a name, or what the store has already. */
export type AskedFile =
  | string
  | { readonly name: string; readonly bytes: ByteSource }
  | { readonly name: string; readonly artefact: ArtefactId };

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
  return { name, artefact };
}

/**
 * What the runs that lead to one were given and made, its own included, the latest last.
 * @param last a run of the conversation; without one there is nothing earlier
 */
export function earlierFiles(
  { runs }: Pick<Store, 'runs'>,
  conversation: string,
  last: string | undefined,
): readonly NamedArtefact[] {
  if (last === undefined) {
    return [];
  }
  const all = runs.ofConversation(conversation).map((id) => reduceRun(runs.events(id)));
  return pathTo(all, last).flatMap(filesOfRun);
}

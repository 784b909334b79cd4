// The files of a request: those that come with it, stored under names of their own, and those that
// earlier runs of its conversation were given and made.

import { reduceRun } from '../shared/events.ts';
import { type NamedArtefact, numberedName } from '../shared/media.ts';
import { filesOf } from '../shared/outputs.ts';
import type { ByteSource } from './store/artefacts.ts';
import type { Store } from './store/store.ts';

/** A file to attach: a path on this disk, or bytes with a name. */
export type AskedFile = string | { readonly name: string; readonly bytes: ByteSource };

/** @throws AppError for a file that can't be taken */
export async function storeAttachments(
  files: readonly AskedFile[],
  { artefacts }: Store,
  signal: AbortSignal,
): Promise<readonly NamedArtefact[]> {
  const stored: NamedArtefact[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const added =
      typeof file === 'string'
        ? await artefacts.addFile(file)
        : await artefacts.addBytes(file.name, file.bytes);
    stored.push({ ...added, name: freeName(added.name, stored) });
  }
  return stored;
}

/** `a.png`, or `a-2.png` where another attachment has that name. */
function freeName(name: string, others: readonly NamedArtefact[]): string {
  const taken = new Set(others.map((other) => other.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) {
    free = numberedName(name, count);
  }
  return free;
}

/**
 * What a conversation's runs were given and made, the latest last.
 * @param until a run whose own files and those after it don't count
 */
export function earlierFiles(
  { runs }: Store,
  conversation: string,
  until?: string,
): readonly NamedArtefact[] {
  const ids = runs.ofConversation(conversation);
  const end = until === undefined ? ids.length : ids.indexOf(until);
  return ids.slice(0, end).flatMap((id) => {
    const { attachments, tasks } = reduceRun(runs.events(id));
    const made = tasks.flatMap((task) => (task.status === 'finished' ? filesOf(task.output) : []));
    return [...attachments, ...made];
  });
}

// What the addresses of a plan hold: each fetched once a run, when the first task needs it, and kept with the
// run like any file that it was given.

import type { NamedArtefact } from '../../../shared/media.ts';
import { abortable } from '../abortable.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Emit } from '../journal.ts';

/**
 * The file at an address.
 * @throws AppError NETWORK_REFUSED, NETWORK_FAILED, FILE_TOO_LARGE or what its bytes are refused for
 */
export type FileAt = (url: string, signal: AbortSignal) => Promise<NamedArtefact>;

export interface AddressContext {
  readonly artefacts: Pick<PipelineDeps['artefacts'], 'fetch'>;
  readonly emit: Emit;
  /** Of the run. */
  readonly signal: AbortSignal;
  /** What was fetched before, for a run that goes on or repeats another. */
  readonly known: ReadonlyMap<string, NamedArtefact>;
}

export function createFileAt({ artefacts, emit, signal, known }: AddressContext): FileAt {
  const files = new Map([...known].map(([url, file]) => [url, Promise.resolve(file)]));
  const fetched = async (url: string) => {
    const file = await artefacts.fetch(url, signal);
    emit({ type: 'address-fetched', url, file });
    return file;
  };
  return async (url, asking) => {
    const file = files.get(url) ?? fetched(url);
    files.set(url, file);
    try {
      return await abortable(file, asking);
    } catch (error) {
      if (!asking.aborted) {
        files.delete(url); // another attempt asks again
      }
      throw error;
    }
  };
}

// The files that addresses of a request name: fetched within the wall, bounded, and stored like those that a
// person gives.

import { AppError, detail } from '../shared/errors.ts';
import type { NamedArtefact } from '../shared/media.ts';
import type { Settings } from '../shared/settings.ts';
import { decodedName, safeFileName } from './http/file-name.ts';
import type { AddressFetch } from './network/address-fetch.ts';
import { reason } from './network/failure-code.ts';
import type { ArtefactStore } from './store/artefacts.ts';

export interface FetchedFilesDeps {
  readonly fetch: AddressFetch;
  readonly artefacts: Pick<ArtefactStore, 'addBytes'>;
  readonly settings: Pick<Settings, 'maxFileBytes'>;
}

/** Its function throws AppError NETWORK_REFUSED, NETWORK_FAILED, FILE_TOO_LARGE or FILE_UNREADABLE. */
export function createFileFetch({ fetch, artefacts, settings }: FetchedFilesDeps) {
  return async (url: string, signal: AbortSignal): Promise<NamedArtefact> => {
    const response = await fetch(url, { signal, limits: { bytes: settings.maxFileBytes } });
    const name = nameOf(new URL(url));
    const { body, ok, status } = response;
    if (!ok || body === null) {
      await body?.cancel();
      throw AppError.of('FILE_UNREADABLE', { name, why: detail('address-answered', { status }) });
    }
    const source = watched(body);
    try {
      return await artefacts.addBytes(name, source.bytes());
    } catch (error) {
      throw source.broken() === undefined ? error : lost(source.broken(), new URL(url));
    }
  };
}

/** The store says of a source that breaks off that the file can't be read; here it is known why. */
function watched(body: ReadableStream<Uint8Array>) {
  let broken: unknown;
  return {
    broken: () => broken,
    bytes: async function* () {
      try {
        yield* body;
      } catch (error) {
        broken = error;
        throw error;
      }
    },
  };
}

function lost(thrown: unknown, { host }: URL): unknown {
  return thrown instanceof AppError
    ? thrown
    : AppError.of('NETWORK_FAILED', { host, why: reason(thrown) }, thrown);
}

/** The last part of its path, else its host. */
function nameOf({ pathname, host }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '');
  return safeFileName(last === undefined ? host : decodedName(last));
}

// What is told of models while someone looks at them: downloads as they go, and that something changed.

import { setTimeout as delay } from 'node:timers/promises';
import type { ModelNews } from '../shared/model-listing.ts';
import type { Library } from './library/library-types.ts';

/** Milliseconds between two news; a download tells far more often. */
const PACE_MS = 250;

/** The first at once, then after each change, until the signal aborts. */
export async function* watchModels(
  library: Pick<Library, 'downloads' | 'installed' | 'subscribe'>,
  signal: AbortSignal,
): AsyncGenerator<ModelNews, void, undefined> {
  let changed = Promise.withResolvers<void>();
  const wake = () => changed.resolve();
  const leave = library.subscribe(wake);
  signal.addEventListener('abort', wake, { once: true });
  let version = 0;
  let known: Awaited<ReturnType<Library['installed']>> | undefined;
  try {
    while (!signal.aborted) {
      changed = Promise.withResolvers();
      const installed = await library.installed(); // the same list until it was looked at again
      version += installed === known ? 0 : 1;
      known = installed;
      yield { version, downloads: library.downloads() };
      await changed.promise;
      await delay(PACE_MS);
    }
  } finally {
    leave();
    signal.removeEventListener('abort', wake);
  }
}

// Makes the library's own downloads take our way out. Its provider code fetches results and asks queues with
// the global fetch, which the option `fetch` does not reach: within guarded work, and nowhere else, the
// global is therefore the fetch that the work was given.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fetch } from '../../network/fetch.ts';

const given = new AsyncLocalStorage<Fetch | undefined>();
let installed: Fetch | undefined;

/** Whatever is fetched within the work goes through this fetch. */
export function withFetch<Result>(fetch: Fetch, work: () => Promise<Result>): Promise<Result> {
  install();
  return given.run(fetch, work);
}

/** For the fetch itself, which would otherwise call itself where it is built upon the global one. */
export function outside<Result>(work: () => Promise<Result>): Promise<Result> {
  return given.run(undefined, work);
}

/** Anew where somebody has replaced the global since. */
function install(): void {
  if (globalThis.fetch === installed) {
    return;
  }
  const before = globalThis.fetch;
  installed = (input, init) => (given.getStore() ?? before)(input, init);
  globalThis.fetch = installed;
}

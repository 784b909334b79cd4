// Redirects, followed one at a time, so that each address is asked about before it is visited.

import { AppError, detail } from '../../shared/errors.ts';

const MOST_REDIRECTS = 5;

export interface Arrived {
  readonly response: Response;
  /** Where the answer came from. */
  readonly url: URL;
}

/**
 * Asks the address, and those that it sends us to.
 * @param ask must not follow redirects by itself
 */
export async function followRedirects(
  url: URL,
  ask: (url: URL) => Promise<Response>,
): Promise<Arrived> {
  let target = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await ask(target);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      return { response, url: target };
    }
    await response.body?.cancel();
    target = new URL(location, target);
  }
  const why = detail('too-many-redirects', { most: MOST_REDIRECTS });
  throw AppError.of('NETWORK_FAILED', { host: url.host, why });
}

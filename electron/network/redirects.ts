// Redirects as the wall follows them: one request after the other, each checked like the first, and never
// with what was meant for the host before.

import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';

export interface Call {
  readonly url: URL;
  readonly init: RequestInit;
}

export const MOST_REDIRECTS = 5;
/** Another host is told no more than what is wanted. */
const FOR_ANYONE = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent'];

/** What `fetch` takes, as an address and the rest. */
export function toCall(input: string | URL | Request, init: RequestInit = {}): Call {
  if (!(input instanceof Request)) {
    return { url: new URL(input), init };
  }
  const { url, method, headers, body, signal, redirect } = input;
  return { url: new URL(url), init: { method, headers, body, signal, redirect, ...init } };
}

/**
 * @param send performs one request without following anything
 * @throws AppError NETWORK_FAILED where a redirect must not be followed
 */
export async function following(
  { url, init }: Call,
  send: (call: Call) => Promise<Response>,
): Promise<Response> {
  if (init.redirect === 'manual') {
    return send({ url, init });
  }
  let call: Call = { url, init };
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await send(call);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      return response;
    }
    await response.body?.cancel();
    call = redirected(call, location);
  }
  throw failure(url, detail('too-many-redirects', { most: MOST_REDIRECTS }));
}

function redirected({ url, init }: Call, location: string): Call {
  if (init.redirect === 'error' || !/^(?:GET|HEAD)$/i.test(init.method ?? 'GET')) {
    throw failure(url, detail('redirects-sent'));
  }
  const target = URL.parse(location, url.href);
  if (target === null) {
    throw failure(url, detail('redirects-nowhere'));
  }
  const headers = new Headers(init.headers);
  if (target.origin !== url.origin) {
    for (const name of [...headers.keys()].filter((key) => !FOR_ANYONE.includes(key))) {
      headers.delete(name);
    }
  }
  return { url: target, init: { ...init, headers } };
}

function failure({ host }: URL, why: ErrorDetail): AppError {
  return AppError.of('NETWORK_FAILED', { host, why });
}

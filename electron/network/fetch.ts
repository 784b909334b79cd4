// The one way out of this machine: everything that fetches is given this function. It honours the proxy
// variables, asks before each request, redirected ones too, whether it may leave, and names failures.

import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import { countedBody, countedResponse } from './counted.ts';
import { reason } from './failure-code.ts';
import { createProxies } from './proxies.ts';
import { type Attempt, createRecords, type Exchange } from './records.ts';
import { type Call, following, toCall } from './redirects.ts';

export { reason } from './failure-code.ts';

export type Fetch = typeof globalThis.fetch;

/** As it was at the start: libraries that fetch by themselves may be given another global one. */
const outgoing = globalThis.fetch;

export interface FetchOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Why a request must not leave now, or nothing where it may. Asked at each request. */
  readonly refusal?: ((url: URL) => ErrorDetail | undefined) | undefined;
  /** Is told of each attempt, also of one that is refused. */
  readonly begin?: (attempt: Attempt) => Exchange;
  /** Is told where an answer sends the asker. */
  readonly redirected?: (from: URL, to: URL) => void;
}

type Wall = Required<Pick<FetchOptions, 'begin' | 'redirected'>> &
  Pick<FetchOptions, 'refusal'> & { readonly proxies: ReturnType<typeof createProxies> };

/** Proxies become a setting of the whole process; make it of one environment alone. */
export function createFetch({ environment, refusal, ...told }: FetchOptions): Fetch {
  const unheard = createRecords(Date.now);
  const wall: Wall = {
    ...{ refusal, proxies: createProxies(environment) },
    begin: told.begin ?? ((attempt) => unheard.begin(attempt, { purpose: 'address' })),
    redirected: told.redirected ?? (() => {}),
  };
  return (input, init) => following(toCall(input, init), (call) => send(call, wall));
}

async function send({ url, init }: Call, wall: Wall): Promise<Response> {
  const exchange = wall.begin({ method: init.method ?? 'GET', url });
  const why = misformed(url) ?? wall.refusal?.(url);
  if (why !== undefined) {
    exchange.refused(why);
    throw AppError.of('NETWORK_REFUSED', { what: url.origin + url.pathname, why });
  }
  wall.proxies.bypass(url);
  try {
    const response = await sendCounted({ url, init }, exchange);
    const location = locationOf(response, url);
    if (location !== undefined) {
      wall.redirected(url, location);
    }
    return countedResponse(response, exchange);
  } catch (error) {
    exchange.failed(error);
    throw isUnreachable(error)
      ? AppError.of('NETWORK_FAILED', { host: url.host, why: reason(error) }, error)
      : error;
  }
}

/** What no policy allows; names and passwords would be quoted in what fails. */
function misformed({ protocol, username, password }: URL): ErrorDetail | undefined {
  if (protocol !== 'http:' && protocol !== 'https:') {
    return detail('only-http');
  }
  return username + password === '' ? undefined : detail('address-with-name');
}

async function sendCounted({ url, init }: Call, { sent }: Exchange): Promise<Response> {
  const given = headersOf({ url, init });
  const counted = await countedBody(init.body, sent);
  const headers = new Headers(counted?.headers);
  for (const [name, value] of given) {
    headers.set(name, value);
  }
  const body = counted === undefined ? {} : { body: counted.body, duplex: 'half' as const };
  return outgoing(url, { ...init, ...body, headers, redirect: 'manual' });
}

/** A header that can't be sent is not quoted, as it would be by whoever refuses it: it may hold a key. */
function headersOf({ url, init }: Call): Headers {
  try {
    return new Headers(init.headers);
  } catch {
    const why = detail('header-unsendable');
    throw AppError.of('NETWORK_FAILED', { host: url.host, why });
  }
}

function locationOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = status >= 300 && status < 400 ? headers.get('location') : null;
  return location === null ? undefined : (URL.parse(location, from.href) ?? undefined);
}

/** Fetch reports every failed connection as a TypeError whose cause says more. */
function isUnreachable(thrown: unknown): boolean {
  return thrown instanceof TypeError;
}

// Fetches what an address of a request, or of a model's output, names: from the public network alone. A name
// is resolved once and the connection made to the very address that was checked, so that a name which
// changes its mind leads nowhere; each redirect is checked the same way; sizes and times are bounded.

import { lookup as resolve } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError, detail, type ErrorDetail, type Said } from '../../shared/errors.ts';
import { countedStream } from './counted.ts';
import { bounded, requestAt } from './direct-request.ts';
import { failureCode, reason } from './failure-code.ts';
import { addressRefusal, isPublicAddress, plainAddress } from './public-address.ts';
import type { Attempt, Exchange } from './records.ts';
import { MOST_REDIRECTS } from './redirects.ts';

export interface AddressFetchOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly begin: (attempt: Attempt) => Exchange;
  /** Why nothing may be asked now, or nothing where it may. */
  readonly refusal: (url: URL) => ErrorDetail | undefined;
  /** Hosts, with or without a port, that the person allowed though they are not public. */
  readonly allowed: () => readonly string[];
  /** The addresses of a name; by default the system's. */
  readonly lookup?: (name: string) => Promise<readonly string[]>;
  readonly limits?: Partial<AddressLimits>;
}

export interface AddressLimits {
  readonly bytes: number;
  /** Milliseconds for the whole, redirects and the body included. */
  readonly totalMs: number;
}

/** GET alone. The body fails as soon as it is larger or slower than allowed. */
export type AddressFetch = (
  address: string,
  options?: {
    readonly signal?: AbortSignal;
    readonly accept?: string;
    /** Where what is fetched may be larger or slower than is usual. */
    readonly limits?: Partial<AddressLimits>;
  },
) => Promise<Response>;

const LIMITS: AddressLimits = { bytes: 256 * 1024 ** 2, totalMs: 120_000 };

interface Context extends AddressFetchOptions {
  readonly signal: AbortSignal;
  readonly accept: string;
  readonly bytes: number;
}

/** Its function throws AppError NETWORK_REFUSED for what it must not ask, NETWORK_FAILED or FILE_TOO_LARGE. */
export function createAddressFetch(options: AddressFetchOptions): AddressFetch {
  return async (address, { signal, accept = '*/*', limits } = {}) => {
    const { bytes, totalMs } = { ...LIMITS, ...options.limits, ...limits };
    const timeout = AbortSignal.timeout(totalMs);
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const context = { ...options, accept, bytes, signal: both };
    let target = plain(address, context);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const response = await send(target, context);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        return response;
      }
      await response.body?.cancel();
      target = redirected(target, location, context);
    }
    throw failed(target, detail('too-many-redirects', { most: MOST_REDIRECTS }));
  };
}

function plain(address: string, context: Context): URL {
  const read = plainAddress(address);
  if (read instanceof URL) {
    return read;
  }
  const url = URL.parse(address);
  throw url === null
    ? AppError.of('NETWORK_REFUSED', { what: detail('the-address'), why: read })
    : refused(url, read, context);
}

/** What is relative has the host before; what is not is read as strictly as the first. */
function redirected(from: URL, location: string, context: Context): URL {
  const isWhole = /^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/iu.test(location.trim());
  const whole = location.trim().startsWith('//') ? from.protocol + location.trim() : location;
  const target = isWhole ? plain(whole, context) : new URL(location, from);
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw refused(target, detail('https-to-http'), context);
  }
  return target;
}

/** The address itself is not quoted: its path or query may be nobody else's business. */
function refused(url: URL, why: ErrorDetail, { begin }: Pick<Context, 'begin'>): AppError {
  begin({ method: 'GET', url }).refused(why);
  return AppError.of('NETWORK_REFUSED', { what: `${url.protocol}//${url.host}`, why });
}

function failed({ host }: URL, why: Said, cause?: unknown): AppError {
  return AppError.of('NETWORK_FAILED', { host, why }, cause);
}

async function send(url: URL, context: Context): Promise<Response> {
  const { signal, accept, bytes, environment, begin } = context;
  const isAllowed = context.allowed().some((host) => host === url.host || host === url.hostname);
  const why = context.refusal(url) ?? (isAllowed ? undefined : addressRefusal(url));
  if (why !== undefined) {
    throw refused(url, why, context);
  }
  const addresses = await resolved(url, context);
  const inside = isAllowed ? undefined : addresses.find((address) => !isPublicAddress(address));
  if (inside !== undefined) {
    throw refused(url, detail('inside-network', { host: url.hostname, address: inside }), context);
  }
  const exchange = begin({ method: 'GET', url });
  try {
    const headers = { accept, 'accept-encoding': 'identity' };
    const response = await requestAt(addresses, { url, headers, signal, environment });
    exchange.answered(response.status);
    const { status, headers: answered } = response;
    if (response.body === null) {
      exchange.finished();
      return response;
    }
    const body = countedStream(bounded(response.body, { url, bytes }), exchange);
    return new Response(body, { status, headers: answered });
  } catch (error) {
    exchange.failed(error);
    throw named(url, error, signal);
  }
}

function named(url: URL, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    const isLate = failureCode(signal.reason) === 'TIMED_OUT';
    return isLate ? failed(url, detail('took-too-long'), error) : signal.reason;
  }
  return error instanceof AppError ? error : failed(url, reason(error), error);
}

async function resolved(url: URL, { lookup = system }: Context): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  if (isIP(host) !== 0) {
    return [host];
  }
  try {
    return await lookup(host);
  } catch (error) {
    throw failed(url, reason(error), error);
  }
}

async function system(name: string): Promise<readonly string[]> {
  return (await resolve(name, { all: true })).map(({ address }) => address);
}

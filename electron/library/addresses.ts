// Addresses that publish files beside lists of them: small texts, how large a file is, and its bytes from
// where they are wanted. What may pass by itself is tried again.

import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import type { Fetch } from '../network/fetch.ts';
import type { Hub } from './hub.ts';
import { isPassing } from './hub-errors.ts';
import type { Wait } from './lock.ts';
import { readUpTo } from './read-up-to.ts';
import { type Arrived, followRedirects } from './redirects.ts';
import { retryAfter, retrying, Transient } from './retry.ts';

export interface AddressDeps {
  readonly fetch: Fetch;
  readonly wait: Wait;
  /** Milliseconds after which a question that nobody answers is given up. */
  readonly stallMs: number;
  /** How often a question is asked that fails; by default as a download is. */
  readonly attempts?: number;
}

/** A list is never as long. */
const MOST_BYTES = 1_000_000;

/**
 * @returns undefined where there is no such address
 * @throws AppError NETWORK_FAILED, NETWORK_REFUSED
 */
export function textAt(
  deps: AddressDeps,
  url: URL,
  signal: AbortSignal,
): Promise<string | undefined> {
  return retrying({ ...deps, signal }, () =>
    askOnce(deps, { url, signal }, async (arrived) => {
      const { response } = arrived;
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      return response.ok ? readUpTo(response, MOST_BYTES) : refuse(arrived);
    }),
  );
}

/**
 * Of the file that is there.
 * @throws AppError NETWORK_FAILED, NETWORK_REFUSED
 */
export async function bytesAt(deps: AddressDeps, url: URL, signal: AbortSignal): Promise<number> {
  const { response } = await retrying({ ...deps, signal }, () =>
    askOnce(deps, { url, method: 'HEAD', signal }, async (arrived) =>
      isPassing(arrived.response.status) ? refuse(arrived) : arrived,
    ),
  );
  const bytes = Number(response.headers.get('content-length') ?? Number.NaN);
  if (!response.ok || !Number.isInteger(bytes) || bytes <= 0) {
    const why = response.ok ? detail('size-untold') : said(response);
    throw AppError.of('NETWORK_FAILED', { host: url.host, why });
  }
  return bytes;
}

/** The file that is there, as the downloads ask for bytes. */
export function fileAt(fetch: Fetch, address: URL): Pick<Hub, 'host' | 'open'> {
  return {
    host: address.host,
    open: async ({ from, signal }) => {
      const headers: Record<string, string> = { 'accept-encoding': 'identity' };
      if (from > 0) {
        headers.range = `bytes=${from}-`;
      }
      const arrived = await ask(fetch, address, { headers, signal });
      return arrived.response.ok ? arrived.response : refuse(arrived);
    },
  };
}

type Asked = Pick<RequestInit, 'method' | 'headers'> & { readonly signal: AbortSignal };

/** Small answers come at once, to their end, or are given up. */
async function askOnce<Result>(
  deps: AddressDeps,
  { url, ...asked }: Asked & { readonly url: URL },
  use: (arrived: Arrived) => Promise<Result>,
): Promise<Result> {
  const stall = AbortSignal.timeout(deps.stallMs);
  try {
    const signal = AbortSignal.any([asked.signal, stall]);
    return await use(await ask(deps.fetch, url, { ...asked, signal }));
  } catch (error) {
    asked.signal.throwIfAborted();
    const why = detail('nothing-came', { seconds: deps.stallMs / 1000 });
    throw stall.aborted
      ? new Transient(AppError.of('NETWORK_FAILED', { host: url.host, why }, error))
      : error;
  }
}

function ask(fetch: Fetch, url: URL, asked: Asked): Promise<Arrived> {
  return followRedirects(url, async (target) => {
    try {
      return await fetch(target, { ...asked, redirect: 'manual' });
    } catch (error) {
      const isLost = error instanceof AppError && error.code === 'NETWORK_FAILED';
      throw isLost ? new Transient(error) : error;
    }
  });
}

/** @throws Transient where another attempt may succeed, else AppError NETWORK_FAILED */
async function refuse({ response, url }: Arrived): Promise<never> {
  await response.body?.cancel();
  const failure = AppError.of('NETWORK_FAILED', { host: url.host, why: said(response) });
  const after = retryAfter(response.headers.get('retry-after'), Date.now());
  throw isPassing(response.status) ? new Transient(failure, after) : failure;
}

function said({ status }: Response): ErrorDetail {
  return detail('answered', { status });
}

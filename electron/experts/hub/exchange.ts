// The fetch of one provider's attempt: signed in where it may be and nowhere else, waiting for cold models
// and limits as long as is sensible, counted, bounded, and with every refusal as a failure of ours.

import { setTimeout as sleep } from 'node:timers/promises';
import { INFERENCE_ROUTER } from '../../library/hub-settings.ts';
import { retryAfter } from '../../library/retry.ts';
import type { Fetch } from '../../network/fetch.ts';
import { type Asked, failed, readRefusal, refusedBy } from './failures.ts';
import { outside } from './guarded-fetch.ts';
import type { Traffic } from './traffic.ts';

const HUB = 'https://huggingface.co';
/** The library puts it into its headers; the real token is put in here, and only for the right hosts. */
export const PLACEHOLDER = 'hf_placeholder';

/** Where the Hub and its router are, without a slash at the end. */
export interface Addresses {
  readonly router: string;
  readonly hub: string;
}

export function addressesOf(options: {
  readonly endpoint?: string | undefined;
  readonly hubEndpoint?: string | undefined;
}): Addresses {
  const bare = (address: string) => address.replace(/\/+$/, '');
  const { endpoint, hubEndpoint } = options;
  return { router: bare(endpoint ?? INFERENCE_ROUTER), hub: bare(hubEndpoint ?? endpoint ?? HUB) };
}

/** For addresses that a provider names for its results; GET alone. */
export type FetchAddress = (
  address: string,
  options: { readonly signal: AbortSignal },
) => Promise<Response>;

export interface ExchangeOptions {
  readonly fetch: Fetch;
  /** The fetch itself where there is none. */
  readonly fetchAddress?: FetchAddress | undefined;
  readonly clock: () => number;
  readonly addresses: Addresses;
  readonly asked: Asked;
  readonly traffic: Traffic;
  readonly signal: AbortSignal;
  /** Told before a wait. */
  readonly waiting: (message: string) => void;
  /** What the Hub said of the model's providers, so that the library need not ask again. */
  readonly mapping: unknown;
}

/** Milliseconds that one attempt waits altogether, and that it waits at once; and how many times. */
const LONGEST_WAIT = 180_000;
const LONGEST_PAUSE = 60_000;
const SHORTEST_PAUSE = 20;
const MOST_PAUSES = 20;
/** Bytes of an answer; longer ones are broken off. */
const MOST_BYTES = 512 * 1024 ** 2;

export function createExchange(options: ExchangeOptions): Fetch {
  const { asked, addresses, traffic, signal } = options;
  let waited = 0;
  let pauses = 0;
  return async (input, init = {}) => {
    const wanted = new URL(input instanceof Request ? input.url : input);
    if (wanted.protocol === 'data:') {
      return ofData(wanted.href);
    }
    if (wanted.href.startsWith(`${HUB}/api/models/`)) {
      return Response.json({ inferenceProviderMapping: options.mapping });
    }
    const url = checked(moved(wanted, addresses), asked);
    const headers = signed(init.headers, url, options);
    const sent = sizeOf(init.body);
    for (;;) {
      signal.throwIfAborted();
      const response = await outside(() => send(url, { ...init, headers, signal }, options));
      traffic.sent(asked.provider, sent);
      if (response.ok) {
        return counted(response, options);
      }
      const body = await (await counted(response, options)).text();
      const wished = wishOf(response, body, options.clock());
      if (wished === undefined || pauses >= MOST_PAUSES || waited + wished > LONGEST_WAIT) {
        const code = response.headers.get('x-error-code');
        throw refusedBy(asked, { status: response.status, body, code, sent });
      }
      const pause = Math.max(SHORTEST_PAUSE, Math.min(wished, LONGEST_PAUSE));
      pauses += 1;
      waited += pause;
      options.waiting(waitWords(asked.provider, response.status, pause));
      await sleep(pause, undefined, { signal });
    }
  };
}

/** What is only looked at, and not where we know somebody, was named by a provider. */
function send(
  url: URL,
  init: RequestInit & { readonly signal: AbortSignal },
  { fetch, fetchAddress, addresses }: ExchangeOptions,
): Promise<Response> {
  const isNamed = (init.method ?? 'GET') === 'GET' && !mayKnow(url, addresses);
  return isNamed && fetchAddress !== undefined
    ? fetchAddress(url.href, { signal: init.signal })
    : fetch(url, init);
}

/** What the library asks of the router's and the Hub's own names goes where these are here. */
function moved(url: URL, { router, hub }: Addresses): URL {
  const to = url.origin === INFERENCE_ROUTER ? router : url.origin === HUB ? hub : undefined;
  return to === undefined ? url : new URL(`${to}${url.pathname}${url.search}`);
}

function checked(url: URL, asked: Asked): URL {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw failed(asked, `${asked.provider} named an address of ${url.protocol} for its result`);
  }
  return url;
}

function signed(given: RequestInit['headers'], url: URL, options: ExchangeOptions): Headers {
  const headers = new Headers(given);
  headers.delete('authorization');
  const { token } = options.asked;
  if (token !== undefined && mayKnow(url, options.addresses)) {
    headers.set('authorization', `Bearer ${token}`);
  }
  return headers;
}

/** The router, the Hub, and endpoints that the Hub runs for the person; no provider and no storage. */
function mayKnow(url: URL, { router, hub }: Addresses): boolean {
  return (
    [router, hub].some((address) => new URL(address).origin === url.origin) ||
    (url.protocol === 'https:' && url.hostname.endsWith('.endpoints.huggingface.cloud'))
  );
}

/** Milliseconds that another try is worth waiting for; undefined where it is not. */
function wishOf({ status, headers }: Response, body: string, now: number): number | undefined {
  const wished = retryAfter(headers.get('retry-after'), now);
  if (status === 503) {
    const { estimated_time: seconds } = readRefusal(body);
    const pause = seconds === undefined ? wished : seconds * 1000;
    return pause > 0 ? pause : undefined;
  }
  return status === 429 && wished > 0 && wished <= LONGEST_PAUSE ? wished : undefined;
}

function waitWords(provider: string, status: number, pause: number): string {
  const seconds = `${Math.ceil(pause / 1000)} s`;
  return status === 429
    ? `${provider} asks for a pause of ${seconds}`
    : `${provider} is loading the model: waiting ${seconds}`;
}

/** Bytes of a body that is at hand; forms by their parts. */
function sizeOf(body: RequestInit['body'] | undefined): number {
  if (typeof body === 'string') {
    return Buffer.byteLength(body);
  }
  if (body instanceof Blob) {
    return body.size;
  }
  if (body instanceof FormData) {
    return [...body.values()].reduce((sum, part) => sum + sizeOf(part), 0);
  }
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0;
}

function counted(response: Response, { asked, traffic }: ExchangeOptions): Response {
  const length = response.headers.get('content-length');
  const isEncoded = response.headers.has('content-encoding');
  const tell = traffic.awaits(
    asked.provider,
    length === null || isEncoded ? undefined : Number(length),
  );
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      tell(chunk.byteLength);
      if (bytes > MOST_BYTES) {
        throw failed(asked, `${asked.provider} answered with more than ${MOST_BYTES} bytes`);
      }
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(count) ?? null, { status, headers });
}

/** The library unpacks results that came within JSON by fetching them as data; no one is asked for that. */
function ofData(address: string): Response {
  const [, type = '', encoding = '', data = ''] =
    /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/s.exec(address) ?? [];
  const bytes =
    encoding === '' ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
  return new Response(bytes, { headers: { 'content-type': type } });
}

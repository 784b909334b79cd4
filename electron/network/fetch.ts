// The one way out of this machine: everything that fetches is given this function. It honours the proxy
// variables, asks before each request whether anything may leave, and names failures.

import * as http from 'node:http';
import { AppError } from '../../shared/errors.ts';

export type Fetch = typeof globalThis.fetch;

export interface FetchOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Why a request must not leave now, or nothing where it may. Asked at each request. */
  readonly refusal?: ((url: URL) => string | undefined) | undefined;
}

const PROXY_NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];

/**
 * Makes the fetch of this process. Proxies become a setting of the whole process, since that is how Node
 * offers them; make it once.
 */
export function createFetch({ environment, refusal }: FetchOptions): Fetch {
  setProxies(environment);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const why = refusal?.(url);
    if (why !== undefined) {
      throw AppError.of('HUB_OFFLINE', { what: url.href, why });
    }
    try {
      return await globalThis.fetch(input, init);
    } catch (error) {
      throw isUnreachable(error)
        ? AppError.of('NETWORK_FAILED', { host: url.host, why: reason(error) }, error)
        : error;
    }
  };
}

function setProxies(environment: NodeJS.ProcessEnv): void {
  const proxy = PROXY_NAMES.map((name) => environment[name]).find(Boolean);
  if (proxy === undefined) {
    return;
  }
  if (typeof http.setGlobalProxyFromEnv !== 'function') {
    const why = 'proxies need Node 24.14 or newer';
    throw AppError.of('NETWORK_FAILED', { host: proxy, why });
  }
  http.setGlobalProxyFromEnv(environment);
}

/** Fetch reports every failed connection as a TypeError whose cause says more. */
function isUnreachable(thrown: unknown): boolean {
  return thrown instanceof TypeError;
}

/** The innermost reason of a failed request. */
export function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return String(thrown);
  }
  if (thrown.cause instanceof Error) {
    return reason(thrown.cause);
  }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return thrown.message === '' ? code : thrown.message;
}

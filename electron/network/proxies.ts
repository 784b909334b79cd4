// The proxies that the environment names, for every address but this machine's own: through a proxy even a
// request to loopback would leave the machine.

import * as http from 'node:http';
import { AppError, detail } from '../../shared/errors.ts';
import { isLoopbackUrl } from './loopback.ts';

/**
 * What is asked directly, of the whole process as the setting itself is. Exact names alone are understood
 * there, no ranges; others of 127.0.0.0/8 are added as they come.
 */
const direct = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

const PROXY_NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];

export interface Proxies {
  /** To be told of each address before it is asked: one of this machine is asked directly. */
  readonly bypass: (url: URL) => void;
}

/** The first of them that is set, where any is. */
export function proxyOf(environment: NodeJS.ProcessEnv): string | undefined {
  return PROXY_NAMES.map((name) => environment[name]).find(Boolean);
}

/**
 * Proxies become a setting of the whole process, since that is how Node offers them.
 * @throws AppError NETWORK_FAILED where this Node can't use them
 */
export function createProxies(environment: NodeJS.ProcessEnv): Proxies {
  const proxy = proxyOf(environment);
  if (proxy === undefined) {
    return { bypass: () => {} };
  }
  if (typeof http.setGlobalProxyFromEnv !== 'function') {
    const why = detail('proxies-need-node');
    throw AppError.of('NETWORK_FAILED', { host: detail('the-proxy'), why });
  }
  setProxies(environment);
  return {
    bypass: (url) => {
      if (isLoopbackUrl(url) && !direct.has(url.hostname)) {
        direct.add(url.hostname).add(url.hostname.replace(/^\[(.*)\]$/, '$1'));
        setProxies(environment);
      }
    },
  };
}

function setProxies(environment: NodeJS.ProcessEnv): void {
  const { no_proxy: small, NO_PROXY: large = small, ...rest } = environment;
  http.setGlobalProxyFromEnv({ ...rest, NO_PROXY: [large, ...direct].filter(Boolean).join(',') });
}

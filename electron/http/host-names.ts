// The names that the server host goes by. A name from elsewhere that points here is not one of them,
// which is what keeps pages of other sites out (DNS rebinding).

import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Whether it stands for every address of the machine. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** "::1" as "[::1]". */
export function inAddress(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * @param host what the server listens on
 * @returns whether a Host header names this server
 */
export function hostCheck(host: string, port: number): (header: string) => boolean {
  const own = new Set(['localhost', '127.0.0.1', '[::1]', inAddress(host).toLowerCase()]);
  if (isWildcard(host)) {
    own.add(hostname().toLowerCase());
  }
  return (header) => {
    const address = URL.parse(`http://${header}`);
    if (address === null || !/^[\w.:[\]-]+$/.test(header)) {
      return false;
    }
    const isPort = Number(address.port || 80) === port;
    // Who asks for an address and not for a name was not led here by a name.
    const isAddress = isIP(address.hostname.replace(/^\[|\]$/g, '')) !== 0;
    return isPort && (own.has(address.hostname) || (isWildcard(host) && isAddress));
  };
}

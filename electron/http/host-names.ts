// The names that the server host goes by. A name from elsewhere that points here is not one of them,
// which is what keeps pages of other sites out (DNS rebinding).

import { BlockList, isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether it is an address of this machine that only itself can reach. */
export function isLoopback(address: string | undefined): boolean {
  const family = isIP(address ?? '');
  if (address === undefined || family === 0) {
    return address === 'localhost';
  }
  // An IPv4 address that is written as IPv6 is matched by the rules for IPv4.
  return LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

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

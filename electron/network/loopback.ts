// What never leaves this machine: addresses that only itself can reach.

import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** @param address without brackets, also where it is one of IPv6 */
export function isLoopback(address: string | undefined): boolean {
  const family = isIP(address ?? '');
  if (address === undefined || family === 0) {
    return address === 'localhost';
  }
  // An IPv4 address that is written as IPv6 is matched by the rules for IPv4.
  return LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export function isLoopbackUrl({ hostname }: URL): boolean {
  return isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
}

// Which addresses lie in the public network. What a request or a model's output names must not lead into
// this machine or the networks that it can reach (server-side request forgery).

import { BlockList, isIP } from 'node:net';
import { detail, type ErrorDetail } from '../../shared/errors.ts';

/** Of IPv4, what is kept for special purposes: private, shared, link-local, documentation, multicast. */
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Of IPv6's public block, what is kept for tunnels, tests and documentation; 2002::/16 holds IPv4's. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Outside of it are loopback, link-local, private, multicast, NAT64 and IPv4 written as IPv6. */
const PUBLIC_6 = ['2000::/3'];

const special4 = blockList(SPECIAL_4, 'ipv4');
const special6 = blockList(SPECIAL_6, 'ipv6');
const public6 = blockList(PUBLIC_6, 'ipv6');

/** Endings of names that mean something else on each network; a name without a dot does too. */
const OWN_NAMES =
  /^[^.]*$|(?:^|\.)(?:local|localhost|internal|intranet|lan|home|corp|home\.arpa)$/u;

function blockList(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** @param address of IPv4 or IPv6, without brackets */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4');
    case 6:
      return public6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** Why the host or the port of an address is none of the public network, as far as the address itself tells. */
export function addressRefusal({ hostname, port }: URL): ErrorDetail | undefined {
  const host = hostname.replace(/^\[(.*)\]$/u, '$1').replace(/\.$/u, '');
  if (isIP(host) === 0 ? OWN_NAMES.test(host) : !isPublicAddress(host)) {
    return detail('not-public', { host });
  }
  const isUsual = port === '' || port === '80' || port === '443' || Number(port) >= 1024;
  return isUsual ? undefined : detail('port-not-web', { port });
}

/**
 * The address that a text writes, where it writes it plainly: numbers for a host may stand as `127.1`,
 * `0x7f000001` or in wide digits, and whoever writes so hides something.
 * @returns why it is not taken, in place of the address
 */
export function plainAddress(text: string): URL | ErrorDetail {
  const url = URL.parse(text);
  const authority = /^https?:\/\/([^/?#\\]*)/iu.exec(text.trim())?.[1];
  if (url === null || authority === undefined) {
    return detail('no-web-address');
  }
  if (authority.includes('@') || url.username + url.password !== '') {
    return detail('address-with-name');
  }
  const isNumbers = isIP(url.hostname) === 4;
  return isNumbers && authority.replace(/:\d*$/u, '') !== url.hostname
    ? detail('host-as-number')
    : url;
}

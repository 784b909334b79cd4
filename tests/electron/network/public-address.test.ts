import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressRefusal,
  isPublicAddress,
  plainAddress,
} from '../../../electron/network/public-address.ts';

/** Blocks that are none of the public network: first address and prefix length. */
const INSIDE: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** Any address of those blocks, as a number of 32 bits. */
const insideNumber = fc
  .tuple(fc.constantFrom(...INSIDE), fc.nat(0xffff_ffff))
  .map(([[first, bits], rest]) => toNumber(first) + (rest % 2 ** (32 - bits)));

/** Ways to write the same address, as the web's own reading of addresses takes them. */
const WRITINGS: readonly ((number: number) => string)[] = [
  dotted,
  String,
  (number) => `0x${number.toString(16)}`,
  (number) => `0${number.toString(8)}`,
  (number) => `0x${(number >>> 24).toString(16)}.${number % 2 ** 24}`,
  (number) => `${number >>> 24}.${(number >>> 16) % 256}.${number % 2 ** 16}`,
  (number) =>
    dotted(number)
      .split('.')
      .map((part) => `0${Number(part).toString(8)}`)
      .join('.'),
  (number) =>
    dotted(number).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (number) => dotted(number).replace(/\./g, '。'),
  (number) => `${dotted(number)}.`,
];
const hex = (number: number) => number.toString(16);
/** Within addresses of IPv6: mapped, compatible, translated, NAT64 with both prefixes, 6to4, Teredo. */
const EMBEDDINGS: readonly ((number: number) => string)[] = [
  (number) => `::ffff:${dotted(number)}`,
  (number) => `::ffff:${hex(number >>> 16)}:${hex(number % 2 ** 16)}`,
  (number) => `0:0:0:0:0:ffff:${dotted(number)}`,
  (number) => `::${dotted(number)}`,
  (number) => `::ffff:0:${dotted(number)}`,
  (number) => `64:ff9b::${dotted(number)}`,
  (number) => `64:ff9b:1::${dotted(number)}`,
  (number) => `2002:${hex(number >>> 16)}:${hex(number % 2 ** 16)}::1`,
  (number) => `2001:0:${hex(number >>> 16)}:${hex(number % 2 ** 16)}::`,
];

/** Whether a text may be asked, as the fetch for addresses decides before it resolves anything. */
function isTaken(text: string): boolean {
  const url = plainAddress(text);
  return url instanceof URL && addressRefusal(url) === undefined;
}

describe('addresses inside a network of its own', () => {
  it('are refused however IPv4 writes them', () => {
    fc.assert(
      fc.property(insideNumber, fc.constantFrom(...WRITINGS), (number, write) => {
        expect(isTaken(`http://${write(number)}/`)).toBe(false);
        expect(isTaken(`https://${write(number)}:8080/x?y`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused however IPv6 holds them', () => {
    fc.assert(
      fc.property(insideNumber, fc.constantFrom(...EMBEDDINGS), (number, embed) => {
        expect(isTaken(`http://[${embed(number)}]/`)).toBe(false);
        expect(isPublicAddress(embed(number))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused in IPv6’s own blocks', () => {
    const block = fc.constantFrom('fc', 'fd', 'fe8', 'fe9', 'fea', 'feb', 'fec', 'ff', '01', '00');
    fc.assert(
      fc.property(
        block,
        fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }),
        (first, rest) => {
          const bits = rest.map((part) => hex(part).padStart(4, '0')).join('');
          const whole = (first + bits).slice(0, 32).match(/.{4}/g) ?? [];
          expect(isTaken(`http://[${whole.join(':')}]/`)).toBe(false);
        },
      ),
    );
    for (const address of ['::', '::1', '2001:db8::1', '3fff::1', '100::1', '5f00::1', 'fe80::1']) {
      expect(isPublicAddress(address), address).toBe(false);
    }
  });
});

describe('addresses of the public network', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '192.0.1.1', '223.255.255.255'])(
    '%s is taken as it is written plainly',
    (address) => expect(isTaken(`https://${address}/`)).toBe(true),
  );

  it('are taken as names and in IPv6', () => {
    expect(isTaken('https://example.com/cat.png?size=2#x')).toBe(true);
    expect(isTaken('http://example.com:8080/')).toBe(true);
    expect(isTaken('https://[2606:4700:4700::1111]/')).toBe(true);
    expect(isTaken('HTTPS://EXAMPLE.COM/')).toBe(true);
  });

  it('are refused where IPv4 is not written plainly', () => {
    const plain = 0x0808_0808;
    for (const write of WRITINGS.slice(1)) {
      expect(isTaken(`http://${write(plain)}/`), write(plain)).toBe(false);
    }
  });
});

it.each([
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST:8080/',
  'http://a.localhost/',
  'http://printer.local/',
  'http://printer.local./',
  'http://intranet/',
  'http://metadata.google.internal/',
  'http://router.home.arpa/',
  'http://user@example.com/',
  'http://user:word@example.com/',
  'http://@example.com/',
  'http://example.com:22/',
  'https://example.com:0/',
  'https://example.com:1023/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'javascript:alert(1)',
  'gopher://example.com/',
  'http:example.com',
  'http:\\\\example.com\\',
  '//example.com/',
  '/etc/passwd',
  '',
])('%j is refused', (address) => {
  expect(isTaken(address)).toBe(false);
});

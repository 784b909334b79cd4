// Writes dist/third-party-notices.txt, which the installed program brings with it: every package that is in
// it with its licence, and their texts. `node build/make-notices.ts`, a part of `npm run package`.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAllowed } from './allowed-licences.ts';
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts';

const OUTPUT = new URL('../dist/third-party-notices.txt', import.meta.url);
/**
 * Of packages that don't bring the texts that they are under. node.txt is the file of Node's own
 * distribution without its section on npm: the package `node` has the program alone.
 */
const ABSENT: readonly (readonly [name: RegExp, texts: readonly string[]])[] = [
  [/^node$/, ['node.txt']],
  [/^@img\/sharp-(?:libvips-|win32-)/, ['lgpl-3.txt', 'gpl-3.txt']],
  [/^(?:opus-decoder|libopus-wasm)$/, ['libopus.txt']],
];
const NOTICE = /^(?:licen[cs]e|copying|notice|copyright)/i;

const HEAD = `Ensemble is made with the works of others, which are listed here with their licences.

What the program shows and does was written for it, except for these packages. Electron and Chromium have
files of their own beside the program: LICENSE.electron.txt and LICENSES.chromium.html. libvips
(@img/sharp-libvips-*) is a library of its own under LGPL-3.0-or-later, linked when the program runs; it may
be replaced by another build of it.
`;

/** @throws Error with the names of packages whose licences we can't keep to */
export function notices(packages: readonly ShippedPackage[] = shippedPackages()): string {
  const refused = packages.filter(({ name, licence }) => !isAllowed(name, licence));
  if (refused.length > 0) {
    const list = refused
      .map(({ name, licence }) => `${name} (${licence || 'none said'})`)
      .join(', ');
    throw new Error(`The licences of these packages don't let us ship them: ${list}.`);
  }
  const list = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  const byText = Map.groupBy(packages, textOf);
  const texts = [...byText]
    .filter(([text]) => text !== '')
    .map(([text, having]) => {
      const names = having.map(({ name, version }) => `${name} ${version}`).join(', ');
      return `${'='.repeat(80)}\n${names}\n\n${text}`;
    });
  return [HEAD, ...list, '', ...texts, ''].join('\n');
}

function textOf({ name, folder }: ShippedPackage): string {
  const absent = ABSENT.find(([whose]) => whose.test(name))?.[1] ?? [];
  // The readme of libvips says of which libraries it is made.
  const isNotice = (file: string) =>
    NOTICE.test(file) || (absent.includes('lgpl-3.txt') && file === 'README.md');
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isNotice(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  const own = absent.map((file) =>
    readFileSync(new URL(`licences/${file}`, import.meta.url), 'utf8').trim(),
  );
  return [...files.toSorted(), ...own].join('\n\n');
}

if (import.meta.main) {
  mkdirSync(new URL('.', OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, notices());
}

import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../build/allowed-licences.ts';
import { notices } from '../../build/make-notices.ts';
import { shippedPackages } from '../../build/shipped-packages.ts';

const packages = shippedPackages();

describe('the works of others that are shipped', () => {
  it('are those that the program and its page are made with, and none that only builds them', () => {
    const names = new Set(packages.map(({ name }) => name));
    for (const name of ['sharp', 'onnxruntime-node', 'node', 'react', 'scheduler', 'zod']) {
      expect(names).toContain(name);
    }
    for (const name of ['electron', 'electron-builder', 'vite', 'vitest', 'playwright-core']) {
      expect(names).not.toContain(name);
    }
  });

  it('all have licences that let us ship them', () => {
    const refused = packages.filter(({ name, licence }) => !isAllowed(name, licence));
    expect(refused).toEqual([]);
  });

  it('are listed with version, licence and text', () => {
    const text = notices(packages);
    for (const { name, version, licence } of packages) {
      expect(text).toContain(`\n${name} ${version}: ${licence}\n`);
    }
    expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(text).toContain('Node.js is licensed for use as follows');
    expect(text).not.toContain('located at deps/npm,'); // which is not in the package
  });

  it('are refused by name where their licence asks for more than we can keep', () => {
    const [first] = packages;
    const shown = { name: 'first', version: '1.0.0', licence: 'GPL-3.0-only', folder: '' };
    expect(() => notices([{ ...shown, folder: first?.folder ?? '' }])).toThrow(
      'first (GPL-3.0-only)',
    );
  });
});

describe('a licence', () => {
  it.each([
    ['any', 'MIT', true],
    ['any', '(MIT OR GPL-3.0-or-later)', true],
    ['any', '(MIT AND Zlib)', true],
    ['any', '(MIT AND GPL-3.0-or-later)', false],
    ['any', 'LGPL-3.0-or-later', false],
    ['@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later', true],
    ['@img/sharp-libvips-linux-x64', 'GPL-3.0-or-later', false],
    ['any', '', false],
    ['any', 'SEE LICENSE IN LICENSE', false],
  ])('of %s, %s, is allowed: %s', (name, licence, expected) => {
    expect(isAllowed(name, licence)).toBe(expected);
  });
});

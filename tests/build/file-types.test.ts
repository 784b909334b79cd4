import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FILE_TYPES, MIME_TYPES } from '../../build/file-types.ts';
import { KNOWN_EXTENSIONS } from '../../shared/media.ts';

describe('the kinds of file that the program offers to open', () => {
  it('are those that it takes, on macOS', () => {
    expect(FILE_TYPES.flatMap(({ ext }) => ext).toSorted()).toEqual(KNOWN_EXTENSIONS.toSorted());
  });

  it('are those that it takes, on Windows', () => {
    const script = readFileSync(new URL('../../build/installer.nsh', import.meta.url), 'utf8');
    const named = [...script.matchAll(/!insertmacro takes "([^"]+)"/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(KNOWN_EXTENSIONS.toSorted());
  });

  it('have a name each on Linux', () => {
    expect(new Set(MIME_TYPES).size).toBe(MIME_TYPES.length);
    const families = new Set(MIME_TYPES.map((type) => type.split('/')[0]));
    expect(families).toEqual(new Set(['image', 'audio', 'video', 'text', 'application']));
  });
});

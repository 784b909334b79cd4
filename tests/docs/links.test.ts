// The documents lead to what is there: pictures, files, and each other.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCUMENTS = globSync(['*.md', 'docs/*.md', 'models/**/*.md']);
const LINK = /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g;

describe('the documents', () => {
  it.each(DOCUMENTS)('%s leads to files that are there', (path) => {
    const targets = [...readFileSync(path, 'utf8').matchAll(LINK)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([]);
  });

  it('of the user show every picture that was taken for them', () => {
    const guide = readFileSync('docs/guide.md', 'utf8');
    const pictures = globSync('docs/images/guide/*.png').map((path) => path.replace('docs/', ''));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !guide.includes(path))).toEqual([]);
  });
});

import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isStale } from '../../../electron/start/build.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

/** Written that many seconds ago. */
function write(path: string, ago: number): string {
  writeFileSync(path, '');
  touch(path, ago);
  return path;
}

function touch(path: string, ago: number): void {
  const time = new Date(Date.now() - ago * 1000);
  utimesSync(path, time, time);
}

function place() {
  const folder = temporaryFolder();
  const sources = join(folder, 'sources');
  const inner = join(sources, 'inner');
  mkdirSync(inner, { recursive: true });
  const source = write(join(inner, 'a.ts'), 200);
  touch(inner, 200);
  touch(sources, 200);
  return { sources, inner, source, output: join(folder, 'out.js') };
}

test('what was never built is stale', () => {
  const { output, sources } = place();
  expect(isStale(output, [sources])).toBe(true);
});

test('what is newer than all its sources is not', () => {
  const { output, sources, source } = place();
  write(output, 100);
  expect(isStale(output, [sources, source])).toBe(false);
});

test('a source that changed or went, however deep, makes it stale', () => {
  const { output, sources, inner, source } = place();
  write(output, 100);
  touch(source, 50);
  expect(isStale(output, [sources])).toBe(true);
  rmSync(source);
  touch(inner, 50);
  expect(isStale(output, [sources])).toBe(true);
});

// What `npm start` builds before it opens a window: the renderer and the preload script, each only where
// it is missing or older than a file that it is made of.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Built {
  readonly config: string;
  /** Written by the build, and newer than every source after it. */
  readonly output: string;
  readonly sources: readonly string[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BUILDS: readonly Built[] = [
  {
    config: 'vite.config.ts',
    output: 'dist/renderer/index.html',
    sources: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'],
  },
  {
    config: 'vite.desktop.config.ts',
    output: 'dist/desktop/preload.cjs',
    sources: ['electron/preload.ts', 'shared', 'vite.desktop.config.ts', 'package-lock.json'],
  },
];

/** @returns whether everything is there */
export async function buildIfStale(): Promise<boolean> {
  for (const { config, output, sources } of BUILDS) {
    const paths = sources.map((source) => join(ROOT, source));
    if (isStale(join(ROOT, output), paths)) {
      console.error(`ensemble: Building ${output}.`);
      if ((await build(config)) !== 0) {
        return false;
      }
    }
  }
  return true;
}

export function isStale(output: string, sources: readonly string[]): boolean {
  return !existsSync(output) || newest(sources) > statSync(output).mtimeMs;
}

function newest(paths: readonly string[]): number {
  const times = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true }).map(
          // A folder's own time tells of files that were removed.
          (entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs,
        )
      : [statSync(path).mtimeMs],
  );
  return Math.max(...times);
}

function build(config: string): Promise<number> {
  const vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'));
  const words = [join(vite, 'bin', 'vite.js'), 'build', '--config', config, '--logLevel', 'error'];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  spawn(process.execPath, words, { cwd: ROOT, stdio: 'inherit' })
    .once('error', reject)
    .once('exit', (code) => resolve(code ?? 1));
  return promise;
}

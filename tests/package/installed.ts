// Has electron-builder make the unpacked directory, with all that the configuration says, on a given folder
// of Electron's files; where those can't be had, a stand-in has what electron-builder needs of them.

import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../e2e/harness/root.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { type Archive, readArchive } from './archive.ts';

export interface Installed {
  /** The program that Electron's binary became. */
  readonly binary: string;
  readonly resources: string;
  readonly archive: Archive;
  /** Beside the archive: where the engine runs. */
  readonly unpacked: string;
  /** Bytes by path, of the files in `unpacked`. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Marks the place in Electron's binary where its fuses are; then their version, their number, and each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** As Electron's are before anyone sets them: with Node's ways in, and without what guards the archive. */
const FUSES = '10110001';

/** Electron's own files, where they were fetched. */
export function ownElectron(): string | undefined {
  const folder =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ROOT, 'node_modules/electron/dist');
  return existsSync(join(folder, 'electron')) ? folder : undefined;
}

export function standInElectron(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'resources'));
  mkdirSync(join(folder, 'locales'));
  for (const locale of ['en-US', 'zh-CN', 'de']) {
    writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
  }
  writeFileSync(join(folder, 'LICENSE'), "Electron's");
  const binary = join(folder, 'electron');
  writeFileSync(
    binary,
    `#!/bin/sh\n# ${SENTINEL}\u0001${String.fromCharCode(FUSES.length)}${FUSES}\n`,
  );
  chmodSync(binary, 0o755);
  return folder;
}

/** Each as a character: 0 is off, 1 on. */
export function fusesOf(binary: string): string {
  const bytes = readFileSync(binary);
  const start = bytes.indexOf(SENTINEL) + SENTINEL.length;
  return bytes.toString('latin1', start + 2, start + 2 + (bytes[start + 1] ?? 0));
}

/** @param electron the folder of Electron's files */
export async function install(electron: string): Promise<Installed> {
  await build({ root: ROOT, configFile: join(ROOT, 'vite.main.config.ts'), logLevel: 'error' });
  await run(join(ROOT, 'build', 'make-notices.ts'));
  const output = temporaryFolder();
  await runBuilder(`--config.electronDist=${electron}`, `--config.directories.output=${output}`);
  const resources = join(output, 'linux-unpacked', 'resources');
  const unpacked = join(resources, 'app.asar.unpacked');
  return {
    ...{ resources, unpacked, binary: join(output, 'linux-unpacked', 'ensemble') },
    archive: readArchive(join(resources, 'app.asar')),
    sizes: new Map(
      readdirSync(unpacked, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => [path.slice(unpacked.length + 1), statSync(path).size]),
    ),
  };
}

/** The unpacked directory, by the project's configuration and these words. */
export function runBuilder(...words: readonly string[]): Promise<void> {
  const builder = dirname(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const config = ['--config', 'electron-builder.config.ts', '--publish', 'never'];
  return run(join(builder, 'cli.js'), '--dir', ...config, ...words);
}

function run(script: string, ...words: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, [script, ...words], { cwd: ROOT });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  child.once('error', reject);
  child.once('close', (code) =>
    code === 0 ? resolve() : reject(new Error(`${script} failed:\n${Buffer.concat(said)}`)),
  );
  return promise;
}

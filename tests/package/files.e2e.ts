// That the installed program has every file that the program opens, and nothing that it should not have: the
// unpacked directory is made by electron-builder itself, on Electron's files or a stand-in for them.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { shippedPackages } from '../../build/shipped-packages.ts';
import { openDesktop } from '../desktop/fixtures.ts';
import { ROOT } from '../e2e/harness/root.ts';
import { screenOf } from '../e2e/harness/screen.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import {
  fusesOf,
  type Installed,
  install,
  ownElectron,
  runBuilder,
  standInElectron,
} from './installed.ts';
import { canWatch, environmentOf, newPerson, type Watched, watch } from './watched.ts';

const SESSION = join(ROOT, 'tests', 'package', 'session.ts');
const isHere = process.platform === 'linux';
if (!isHere) {
  console.info('The installed program is looked into on Linux alone.');
} else if (!canWatch) {
  console.info('What the program opens is not watched: that needs strace and leave to use it.');
}

const electron = ownElectron();
if (electron === undefined) {
  console.info(
    "Packaged on a stand-in: Electron's binary is not there (npx install-electron has it).",
  );
}

/** What every expert, model and language model has to come to, wherever the program lies. */
const SAID = {
  experts: {
    tasks: [
      ...['rnnoise', 'opencv-canny', 'opencv-hough', 'tesseract-eng', 'sharp-edits'],
      ...['document-fields', 'passage-search', 'word-overlap', 'text-rank', 'wink-sentiment'],
      ...['compromise', 'flite', 'random-forest'],
      ...Array.from({ length: 4 }, () => 'audio-classification'),
    ],
    calls: [],
    notes: [],
  },
  models: {
    ruled: { tasks: ['object-detection'], calls: [], notes: [] },
    conducted: { tasks: expect.any(Array), calls: ['plan'], notes: [] },
  },
  page: [200],
  packages: [],
};

/** The tests' own, and what `debug` colours its words with where someone else happens to have brought it. */
const NOT_THE_PROGRAMS = /^(?:tests\/|node_modules\/(?:supports-color|has-flag)\/)/;

interface Seen {
  readonly installed: Installed;
  readonly session: Watched;
  readonly commands: readonly Watched[];
}

/** What was opened and is nowhere in the installed program. */
function missing({ unpacked, archive }: Installed, opened: readonly string[]): readonly string[] {
  const packed = new Set(archive.packed);
  return [...new Set(opened)].filter(
    (path) =>
      !NOT_THE_PROGRAMS.test(path) && !packed.has(path) && !existsSync(join(unpacked, path)),
  );
}

describe.skipIf(!isHere)('the installed program', () => {
  let seen: Seen;

  beforeAll(async () => {
    const person = newPerson();
    const { home, media, talking } = person;
    const nothing: Watched = { stdout: '', opened: [] };
    const [installed, session, commands] = await Promise.all([
      install(electron ?? standInElectron()),
      canWatch ? watch(person, SESSION, ROOT, home, media, talking) : nothing,
      canWatch ? watchCommands() : [],
    ]);
    seen = { installed, session, commands };
  }, 600_000); // it takes half a minute where nothing else runs

  test.skipIf(!canWatch)('has every file that the program opens', () => {
    const { installed, session, commands } = seen;
    expect(JSON.parse(session.stdout)).toEqual(SAID);
    const opened = [session, ...commands].flatMap((watched) => watched.opened);
    expect(opened.length).toBeGreaterThan(2000);
    expect(missing(installed, opened)).toEqual([]);
    expect(missing(installed, ['prompts/not-there.md'])).toEqual(['prompts/not-there.md']);
  });

  test('has the main process in its archive, and all else beside it', () => {
    const { archive, sizes } = seen.installed;
    const packed = ['dist/desktop/main.js', 'dist/desktop/preload.cjs', 'package.json'];
    expect(archive.packed.toSorted()).toEqual(packed);
    const main = archive.read('dist/desktop/main.js').toString();
    const named = [...main.matchAll(/new URL\("(\.[^"]*)", import\.meta\.url\)/g)];
    const paths = named.map(([, path = '']) => join('dist/desktop', path));
    expect(missing(seen.installed, paths)).toEqual([]);
    expect(archive.unpacked.filter((path) => !sizes.has(path))).toEqual([]);
    expect(JSON.parse(archive.read('package.json').toString())).toMatchObject({
      main: 'dist/desktop/main.js',
      type: 'module',
    });
  });

  test('has nothing that it should not have', () => {
    const { archive, sizes } = seen.installed;
    const paths = [...archive.packed, ...archive.unpacked];
    const unwanted =
      /^(?:tests|docs|renderer|build|\.git|\.ci|models\/(?!catalogue\.json$|tiny\/probe\/))|\.(?:map|pem|key|p12|pfx|env|safetensors)$|(?:^|\/)(?:\.env|settings\.json|\.npmrc)$/;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
    expect(paths.filter((path) => path.endsWith('.onnx'))).toEqual([
      'models/tiny/probe/onnx/model.onnx',
    ]);
    const known = new Set(shippedPackages().map(({ folder }) => folder.slice(ROOT.length)));
    const packages = paths.filter(
      (path) => path.startsWith('node_modules/') && basename(path) === 'package.json',
    );
    const strange = packages.filter(
      (path) => ![...known].some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(strange).toEqual([]);
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(400e6);
  });

  test('has the native parts of this system alone', () => {
    const { sizes, unpacked } = seen.installed;
    const native = [...sizes.keys()].filter((path) =>
      /\.(?:node|dll|dylib|exe)$|\.so(?:\.|$)/.test(path),
    );
    expect(native.length).toBeGreaterThan(3);
    const foreign = native.filter((path) => !isOfThisSystem(join(unpacked, path)));
    expect(foreign).toEqual([]);
  });

  test('is closed to what would run another program in its name', () => {
    expect(fusesOf(seen.installed.binary)).toMatch(/^010011[01]0/); // as electron-builder.config.ts has them
  });

  test('names the works of others, with their licences', () => {
    const text = readFileSync(join(seen.installed.resources, 'third-party-notices.txt'), 'utf8');
    for (const name of ['sharp', 'react', 'node', 'onnxruntime-node', 'mediabunny']) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.]+: `, 'm'));
    }
    expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  });

  test('does on its own Node, in an empty environment, what the sources do', async () => {
    const { unpacked } = seen.installed;
    const person = newPerson();
    const node = join(unpacked, 'node_modules', 'node', 'bin', 'node');
    const words = [SESSION, unpacked, person.home, person.media, person.talking];
    const { stdout } = await promisify(execFile)(node, words, {
      cwd: person.folder,
      env: environmentOf(person),
    });
    expect(JSON.parse(stdout)).toEqual(SAID);
  }, 600_000);

  test('opens its window and runs a request, on the stand-in for Electron', async () => {
    const app = openDesktop({ main: asFolder(seen.installed) });
    const page = await app.page();
    page.setDefaultTimeout(120_000);
    const { sample, runIn, answer } = screenOf(page);
    await sample('read invoice.png for me').click();
    await runIn('finished').waitFor();
    await answer.getByText('MJ-2047').first().waitFor();
  });

  test('is not made for another system than the one that its parts are of', async () => {
    await expect(runBuilder('--win')).rejects.toThrow('A package for win32');
  });
});

/** What a person does in a terminal. */
async function watchCommands(): Promise<readonly Watched[]> {
  const person = newPerson();
  const cli = join(ROOT, 'electron', 'cli.ts');
  const asked = ['ask', 'read invoice.png', '--file', join(person.media, 'invoice.png')];
  const all: Watched[] = [await watch(person, join(ROOT, 'bin', 'ensemble.mjs'), ...asked)];
  for (const words of [['doctor'], ['models', 'list'], ['controllers', 'list'], ['runs', 'list']]) {
    all.push(await watch(person, cli, ...words)); // in turn, since they share a data folder
  }
  return all;
}

/** The stand-in runs on plain Node, for which the archive has to be a folder. @returns the main file */
function asFolder({ archive, unpacked }: Installed): string {
  const folder = join(temporaryFolder(), 'app.asar');
  for (const path of archive.packed) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), archive.read(path));
  }
  symlinkSync(unpacked, `${folder}.unpacked`);
  return join(folder, 'dist', 'desktop', 'main.js');
}

const MACHINES: Readonly<Record<string, number>> = { x64: 0x3e, arm64: 0xb7 };

/** An ELF file for this processor. */
function isOfThisSystem(path: string): boolean {
  const head = readFileSync(path).subarray(0, 20);
  return (
    head.toString('latin1', 1, 4) === 'ELF' && head.readUInt16LE(18) === MACHINES[process.arch]
  );
}

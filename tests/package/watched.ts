// Runs the program under strace, which tells every file that it, its threads and its processes open.

import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/harness/root.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const STRACE = ['-ff', '-qq', '--seccomp-bpf', '-e', 'trace=open,openat,execve'];

export const canWatch = spawnSync('strace', [...STRACE, 'true']).status === 0;

/** What a person has: their files, their models, and a data folder that knows of these. */
export interface Person {
  readonly folder: string;
  readonly home: string;
  /** Their files. */
  readonly media: string;
  /** The folder of a language model. */
  readonly talking: string;
}

export function newPerson(): Person {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const media = join(folder, 'media');
  const models = join(folder, 'models');
  mkdirSync(home);
  cpSync(join(ROOT, 'assets', 'samples'), media, { recursive: true });
  for (const name of ['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.opus']) {
    cpSync(join(ROOT, 'tests', 'fakes', 'recordings', name), join(media, name));
  }
  for (const name of ['object-detection', 'audio-classification', 'random-chat']) {
    cpSync(join(ROOT, 'models', 'tiny', name), join(models, name), { recursive: true });
  }
  const talking = join(models, 'random-chat');
  const config = join(talking, 'config.json');
  const said: object = JSON.parse(readFileSync(config, 'utf8'));
  const changes = { architectures: ['LlamaForCausalLM'], max_position_embeddings: 8192 };
  writeFileSync(config, JSON.stringify({ ...said, ...changes }));
  writeFileSync(
    join(home, 'settings.json'),
    JSON.stringify({ modelFolders: [models], device: 'cpu' }),
  );
  return { folder, home, media, talking };
}

export interface Watched {
  readonly stdout: string;
  /** Below the project's folder. */
  readonly opened: readonly string[];
}

/** Runs one of the project's scripts on the Node that the project brings. */
export async function watch(person: Person, ...words: readonly string[]): Promise<Watched> {
  const traces = temporaryFolder();
  const node = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  const command = [...STRACE, '-o', join(traces, 'trace'), node, ...words];
  const { stdout } = await promisify(execFile)('strace', command, {
    cwd: person.folder,
    env: { ...process.env, ...environmentOf(person) },
    maxBuffer: 64 * 1024 ** 2,
  });
  const trace = readdirSync(traces).map((name) => readFileSync(join(traces, name), 'utf8'));
  return { stdout, opened: openedIn(trace.join('\n')) };
}

export function environmentOf({ folder, home }: Person) {
  return { HOME: folder, ENSEMBLE_HOME: home, HF_HOME: join(folder, 'none') };
}

/** A path and what the call gave back, which is negative where there is no such file. */
const CALL = /"(\/[^"]*)".*= \d+$/gm;

export function openedIn(trace: string): readonly string[] {
  const paths = [...trace.matchAll(CALL)].map(([, path = '']) => resolve(path));
  const own = paths.filter((path) => path.startsWith(ROOT));
  return [...new Set(own.map((path) => path.slice(ROOT.length)))].toSorted();
}

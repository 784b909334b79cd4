// Files between the person's folders and the engine: which a request names, and where results go.

import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import type { NamedArtefact } from '../../shared/media.ts';
import { mentionedFiles } from '../pipeline/planning/mentions.ts';
import { errorCode, toDiskError } from '../store/disk-errors.ts';
import { toReadError } from '../store/source-file.ts';

/**
 * The folder from which the person called. npm moves to the package's own folder before it runs a
 * script and says in INIT_CWD where it was.
 */
export function callersFolder(environment: NodeJS.ProcessEnv): string {
  const isNpmScript = environment.npm_lifecycle_event === 'ensemble';
  return (isNpmScript ? environment.INIT_CWD : undefined) ?? process.cwd();
}

/** The files given, and those that the request names, each once, as absolute paths. */
export function filesToAttach(
  request: string,
  given: readonly string[],
  folder: string,
): readonly string[] {
  const paths = given.map((path) => resolve(folder, path));
  const names = new Set(paths.map((path) => basename(path)));
  const mentioned = mentionedFiles(request)
    .filter(({ name }) => !names.has(basename(name)))
    .map(({ name }) => resolve(folder, name));
  return [...new Set([...paths, ...mentioned])];
}

/**
 * Copies what a run made to the folder. A file of that name with other content is kept: the new one
 * gets a number.
 * @returns the path of each copy by the name of the file
 * @throws AppError HOME_UNUSABLE or DISK_FULL where the folder can't be written
 */
export async function copyResults(
  files: readonly NamedArtefact[],
  folder: string,
  pathOf: (file: NamedArtefact) => string,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>();
  try {
    if (files.length > 0) {
      await mkdir(folder, { recursive: true });
    }
    for (const file of files) {
      const source = pathOf(file);
      const target = await freePath(join(folder, file.name), source);
      await copyFile(source, target);
      copies.set(file.name, target);
    }
    return copies;
  } catch (error) {
    throw toDiskError(error, folder, `the results in ${folder}`);
  }
}

async function freePath(wanted: string, source: string): Promise<string> {
  const { dir, name, ext } = parse(wanted);
  for (let count = 2, path = wanted; ; count += 1) {
    if (await isFreeOrSame(path, source)) {
      return path;
    }
    path = join(dir, `${name}-${count}${ext}`);
  }
}

async function isFreeOrSame(path: string, source: string): Promise<boolean> {
  try {
    const [there, here] = await Promise.all([stat(path), stat(source)]);
    return there.size === here.size && (await readFile(path)).equals(await readFile(source));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return true;
    }
    throw error;
  }
}

/** @throws AppError FILE_NOT_FOUND or FILE_UNREADABLE */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw toReadError(error, path);
  }
}

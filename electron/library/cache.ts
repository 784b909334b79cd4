// The standard Hub cache, shared with Python's tools: where it is, and how its folders are laid out.
// `models--org--name/{blobs,refs,snapshots}`: blobs are named by their hash, snapshots link to them.

import { randomUUID } from 'node:crypto';
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { errorCode } from '../store/disk-errors.ts';

const MODEL = /^[\w.-]+(?:\/[\w.-]+)?$/;
export const COMMIT = /^[0-9a-f]{40}$/;

/** Where the Hub's tools keep what is theirs, the token included. */
export function hubHome(environment: NodeJS.ProcessEnv): string {
  const caches = environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache');
  return resolve(environment.HF_HOME || join(caches, 'huggingface'));
}

/** The folder of the cache, by the variables that Python's tools read too. */
export function hubCache(environment: NodeJS.ProcessEnv): string {
  const named = environment.HF_HUB_CACHE || environment.HUGGINGFACE_HUB_CACHE;
  return named ? resolve(named) : join(hubHome(environment), 'hub');
}

export function isModelName(name: string): boolean {
  return MODEL.test(name) && !name.split('/').some((part) => /^\.+$/.test(part));
}

/** The folders of one model in a cache. */
export interface ModelFolders {
  readonly root: string;
  readonly blobs: string;
  readonly refs: string;
  readonly snapshots: string;
  /** Held while the model is installed or removed; the kernel frees it when its process ends. */
  readonly lock: string;
}

/** @throws AppError USAGE where the id could name something outside the cache */
export function modelFolders(cache: string, model: string): ModelFolders {
  if (!isModelName(model)) {
    throw AppError.of('USAGE', { why: `${model} is no model's name; it is written org/name.` });
  }
  const name = `models--${model.replace('/', '--')}`;
  const root = join(cache, name);
  return {
    root,
    blobs: join(root, 'blobs'),
    refs: join(root, 'refs'),
    snapshots: join(root, 'snapshots'),
    lock: join(cache, '.locks', name, 'ensemble.lock'),
  };
}

/** The model that a folder of the cache holds, or nothing for data sets, locks and others. */
export function modelOfFolder(name: string): string | undefined {
  const model = /^models--(.+)$/.exec(name)?.[1]?.replace('--', '/');
  return model !== undefined && isModelName(model) ? model : undefined;
}

/** A path or ref that stays inside the folder that it is joined to. */
export function isSafePath(path: string): boolean {
  return (
    path !== '' &&
    !/[\\:\0]/.test(path) &&
    path.split('/').every((part) => part !== '' && !/^\.\.?$/.test(part))
  );
}

/** The commit that a ref (`main`) was at when it was last fetched. */
export async function readRef(refs: string, ref: string): Promise<string | undefined> {
  if (!isSafePath(ref)) {
    return undefined;
  }
  try {
    const commit = (await readFile(join(refs, ref), 'utf8')).trim();
    return COMMIT.test(commit) ? commit : undefined;
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(errorCode(error))) {
      return undefined;
    }
    throw error;
  }
}

/** Writes a ref so that no reader ever sees half of it. */
export async function writeRef(refs: string, ref: string, commit: string): Promise<void> {
  const target = join(refs, ref);
  await replaceBy(target, (temporary) => writeFile(temporary, commit));
}

/** Refuses of file systems and of Windows without developer mode. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES', 'UNKNOWN']);

/** Shows a blob in a snapshot: a relative link, or a copy where there are no links. */
export async function linkBlob(blob: string, target: string, link = symlink): Promise<void> {
  await replaceBy(target, async (temporary) => {
    try {
      await link(relative(dirname(target), blob), temporary);
    } catch (error) {
      if (!NO_LINKS.has(errorCode(error))) {
        throw error;
      }
      await copyFile(blob, temporary);
    }
  });
}

async function replaceBy(target: string, write: (temporary: string) => Promise<void>) {
  await mkdir(dirname(target), { recursive: true });
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await write(temporary);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The names in a folder, sorted; none where it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return [];
    }
    throw error;
  }
}

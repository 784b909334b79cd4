// What the desktop host has in the data folder beside the engine's: Chromium's profile, and copies of
// artefacts that were shown in the file manager.

import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { OwnFolder, ShownFile } from '../../shared/desktop.ts';
import { errorCode, toDiskError } from './disk-errors.ts';
import { logFolder } from './log-file.ts';

/**
 * The folder where Chromium keeps what it needs; made where it is not there.
 * @throws AppError HOME_UNUSABLE or DISK_FULL
 */
export function profileFolder(home: string): string {
  const folder = join(home, 'desktop');
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    throw toDiskError(error, home, 'the data folder');
  }
}

/**
 * The data folder or one inside it, to be opened in the file manager; made where it is not there yet.
 * @throws AppError HOME_UNUSABLE or DISK_FULL
 */
export function ownFolder(home: string, folder: OwnFolder): string {
  const path = folder === 'data' ? home : logFolder(home);
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    throw toDiskError(error, home, 'the data folder');
  }
}

/**
 * A copy of an artefact to show. Artefacts have neither a name nor an extension on disk, and must never
 * be changed: what a person opens or moves has to be a copy. One that is there already is kept, since
 * the person may have worked on it.
 * @returns the path of the copy
 * @throws AppError HOME_UNUSABLE or DISK_FULL
 */
export async function copyToShow(
  home: string,
  { artefact, name }: ShownFile,
  bytes: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<string> {
  const folder = join(shownFolder(home), artefact.slice(0, 16));
  const path = join(folder, diskName(name));
  if (existsSync(path)) {
    return path;
  }
  const arriving = await bytes();
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(arriving, createWriteStream(`${path}.part`));
    await rename(`${path}.part`, path);
    return path;
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    throw toDiskError(error, home, name);
  }
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** Removes the copies that nobody has touched for a week; they can be had again. */
export async function sweepShown(home: string, now: number): Promise<void> {
  for (const entry of await entriesOf(shownFolder(home))) {
    const folder = join(shownFolder(home), entry);
    const files = (await entriesOf(folder)).map((name) => join(folder, name));
    const changes = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
    if (changes.every((at) => now - at > WEEK_MS)) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return [];
    }
    throw error;
  }
}

function shownFolder(home: string): string {
  return join(home, 'shown');
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const REFUSED_LETTERS = /[\p{Cc}<>:"/\\|?*]/gu;

/** The name as one that every file system takes, inside its folder. */
export function diskName(name: string): string {
  const plain = name
    .replace(REFUSED_LETTERS, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .slice(-120);
  return plain === '' || RESERVED.test(plain) ? `_${plain}` : plain;
}

// `ensemble conversations`: listed, written into a ZIP, and taken in from one.

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { minuteOf } from '../../shared/minute.ts';
import { exportConversation } from '../exchange/export-conversation.ts';
import { importConversation } from '../exchange/import-conversation.ts';
import { errorCode, toDiskError } from '../store/disk-errors.ts';
import { toReadError } from '../store/source-file.ts';
import type { Console } from './console.ts';
import { withEngine } from './session.ts';

interface Shown {
  readonly json?: boolean | undefined;
}

/** @returns the exit status */
export function listConversations({ json = false }: Shown, console: Console): Promise<number> {
  return withEngine({}, ({ store }) => {
    const conversations = store.conversations.list('').map(({ conversation }) => conversation);
    if (json) {
      console.print(JSON.stringify(conversations));
      return 0;
    }
    for (const { id, status, updatedAt, title } of conversations) {
      const when = minuteOf(updatedAt);
      console.print(
        `${id}  ${when}  ${status.padEnd(11)}  ${title.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
      );
    }
    if (conversations.length === 0) {
      console.print('There is no conversation yet. Each begins with a request: ensemble ask "…"');
    }
    return 0;
  });
}

interface ExportArguments {
  readonly id: string;
  /** A file or a folder; without it, a file named after the title. */
  readonly out?: string | undefined;
  /** The folder from which the person called. */
  readonly folder: string;
}

/** @returns the exit status */
export function writeConversation(
  { id, out, folder }: ExportArguments,
  console: Console,
): Promise<number> {
  return withEngine({}, async ({ store }) => {
    const { name, zip } = exportConversation(id, store);
    const path = await targetPath(out === undefined ? folder : resolve(folder, out), name);
    console.print(await writeFree(path, zip));
    return 0;
  });
}

async function targetPath(path: string, name: string): Promise<string> {
  const found = await stat(path).catch(() => undefined); // what is wrong with it, writing tells
  return found?.isDirectory() === true ? join(path, name) : path;
}

/**
 * A file that is there is never written over: the new one gets a number.
 * @returns where it is
 * @throws AppError HOME_UNUSABLE or DISK_FULL
 */
async function writeFree(wanted: string, zip: ReadableStream<Uint8Array>): Promise<string> {
  const folder = dirname(wanted);
  try {
    await mkdir(folder, { recursive: true });
    const file = await openFree(wanted);
    const path = String(file.path);
    await pipeline(zip, file).catch(async (error: unknown) => {
      await rm(path, { force: true });
      throw error;
    });
    return path;
  } catch (error) {
    throw toDiskError(error, folder, `the conversation in ${folder}`);
  }
}

async function openFree(wanted: string): Promise<WriteStream> {
  const { dir, name, ext } = parse(wanted);
  for (let count = 2, path = wanted; ; count += 1) {
    try {
      const file = createWriteStream(path, { flags: 'wx' });
      await once(file, 'open');
      return file;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
    }
    path = join(dir, `${name}-${count}${ext}`);
  }
}

interface ImportArguments {
  readonly file: string;
  /** The folder from which the person called. */
  readonly folder: string;
}

/** @returns the exit status */
export function readConversation(
  { file, folder }: ImportArguments,
  console: Console,
): Promise<number> {
  const path = resolve(folder, file);
  return withEngine({}, async ({ store }) => {
    await stat(path).catch((error: unknown) => {
      throw toReadError(error, path);
    });
    const id = await importConversation({ path, name: basename(path) }, store);
    console.print(`${id}  ${store.conversations.get(id).title}`);
    return 0;
  });
}

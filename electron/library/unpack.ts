// Files out of a ZIP, one piece at a time, since they may be larger than memory. Each is checked against
// the length and the CRC that the ZIP keeps of it.

import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { errorCode } from '../store/disk-errors.ts';

export interface Unpacked {
  /** In the ZIP. */
  readonly path: string;
  /** Where it is written; what is there is replaced. */
  readonly target: string;
}

export interface Unpacking {
  readonly signal: AbortSignal;
  /** Told the bytes of all files together, before anything is written. */
  readonly onSize: (bytes: number) => Promise<void>;
}

/** What is wrong with a ZIP, in words that go on from "it". */
export class DamagedZip extends Error {
  override readonly name = 'DamagedZip';
}

/** @throws DamagedZip, or what the disk or `onSize` refuses */
export async function unpackFiles(
  file: string,
  wanted: readonly Unpacked[],
  { signal, onSize }: Unpacking,
): Promise<void> {
  const zip = await naming(signal, () => openPromise(file, { autoClose: false }));
  try {
    const entries = await naming(signal, () => entriesOf(zip));
    const found = wanted.map(({ path, target }) => ({ target, entry: named(entries, path) }));
    await onSize(found.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0));
    for (const { target, entry } of found) {
      await naming(signal, () => write(zip, { entry, target, signal }));
    }
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function named(entries: ReadonlyMap<string, Entry>, path: string): Entry {
  const entry = entries.get(path);
  if (entry === undefined) {
    throw new DamagedZip(`has no ${path}`);
  }
  return entry;
}

interface Writing {
  readonly entry: Entry;
  readonly target: string;
  readonly signal: AbortSignal;
}

async function write(zip: ZipFile, { entry, target, signal }: Writing): Promise<void> {
  const content = await zip.openReadStreamPromise(entry);
  let sum = 0;
  const summing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  await pipeline(content, summing, createWriteStream(target), { signal });
  if (sum !== entry.crc32) {
    throw new DamagedZip(`holds another ${entry.fileName} than its checksum says`);
  }
  await flush(target);
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Failures of the disk go on as they are; all others mean that it is no whole ZIP. */
async function naming<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    const isOurs = error instanceof DamagedZip || /^E[A-Z]+$/.test(errorCode(error));
    const why = error instanceof Error ? error.message : String(error);
    throw isOurs ? error : new DamagedZip(`is no whole ZIP: ${why}`, { cause: error });
  }
}

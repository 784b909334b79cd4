// Artefact files: named by the SHA-256 of their bytes, written under a temporary name, synced, then
// renamed, so that a file under its final name is always whole. Only store/ writes to the data folder.

import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError, detail } from '../../shared/errors.ts';
import {
  type Artefact,
  type ArtefactId,
  ArtefactSchema,
  type NamedArtefact,
} from '../../shared/media.ts';
import { errorCode, toDiskError } from './disk-errors.ts';
import type { HeldFiles } from './held-files.ts';
import { decodeText, type IdentityLimits, identifyFile } from './identify.ts';
import { openSource } from './source-file.ts';

export interface ArtefactStore {
  /** Stores a copy of a file on this disk. */
  readonly addFile: (path: string) => Promise<NamedArtefact>;
  /** Stores bytes that are at hand or still arriving. */
  readonly addBytes: (name: string, bytes: ByteSource) => Promise<NamedArtefact>;
  readonly find: (id: ArtefactId) => Artefact | undefined;
  /** Absolute path of the stored bytes, to be read only. */
  readonly path: (id: ArtefactId) => string;
  /** The content of a text or a table. */
  readonly text: (file: NamedArtefact) => Promise<string>;
}

export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

interface ArtefactDeps {
  readonly limits: IdentityLimits;
  readonly clock: () => number;
  /** Told of each file before it is under its name. */
  readonly held: Pick<HeldFiles, 'hold'>;
}

interface Place {
  readonly folder: string;
  readonly incoming: string;
}

/** Where artefacts are, and where they are written before they have their name. */
export function artefactFolders(home: string): Place {
  return { folder: join(home, 'artefacts'), incoming: join(home, 'incoming') };
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL where the folders can't be made */
export function createArtefactStore(
  home: string,
  database: Database.Database,
  { limits, clock, held }: ArtefactDeps,
): ArtefactStore {
  const place = preparePlace(home);
  const insert = database.prepare(
    `INSERT OR IGNORE INTO artefacts (id, kind, mime, size, width, height, duration, created_at)
     VALUES ($id, $kind, $mime, $size, $width, $height, $duration, $at)`,
  );
  const select = database.prepare(
    'SELECT id, kind, mime, size, width, height, duration FROM artefacts WHERE id = ?',
  );
  const path = (id: ArtefactId) => join(place.folder, id.slice(0, 2), id);

  async function addBytes(name: string, bytes: ByteSource): Promise<NamedArtefact> {
    const incoming = join(place.incoming, randomUUID());
    try {
      const id = await writeIncoming(incoming, bytes, name);
      const artefact: Artefact = { id, ...(await identifyFile(incoming, name, limits)) };
      mkdirSync(join(place.folder, id.slice(0, 2)), { recursive: true });
      held.hold(id);
      await rename(incoming, path(id));
      const { width = null, height = null, duration = null } = artefact;
      insert.run({ ...artefact, width, height, duration, at: clock() });
      return { name, artefact };
    } catch (error) {
      throw toDiskError(error, home, name);
    } finally {
      await rm(incoming, { force: true });
    }
  }

  return {
    addBytes,
    addFile: async (source) => {
      const bytes = (await openSource(source, source)).createReadStream();
      try {
        return await addBytes(basename(source), bytes);
      } finally {
        bytes.destroy(); // where nothing began to read it
      }
    },
    find: (id) => {
      const row = select.get(id);
      return row === undefined ? undefined : parseRow(row);
    },
    path,
    text: async ({ name, artefact }) => {
      checkTextSize(name, artefact.size);
      const text = decodeText(await readFile(path(artefact.id)));
      if (text === undefined) {
        throw AppError.of('FILE_UNREADABLE', { name, why: detail('not-utf') });
      }
      return text;
    },
  };
}

/** Megabytes of text that are read at once, since every expert holds them in memory. */
const MAX_TEXT_MEGABYTES = 16;

function checkTextSize(name: string, size: number): void {
  const megabytes = size / 1024 ** 2;
  if (megabytes > MAX_TEXT_MEGABYTES) {
    throw AppError.of('FILE_TOO_LARGE', {
      name,
      actual: detail('megabytes-of-text', { megabytes: megabytes.toFixed(0) }),
      limit: `${MAX_TEXT_MEGABYTES} MB`,
      advice: detail('choose-part'),
    });
  }
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
function preparePlace(home: string): Place {
  const place = artefactFolders(home);
  try {
    mkdirSync(place.folder, { recursive: true });
    mkdirSync(place.incoming, { recursive: true });
    return place;
  } catch (error) {
    throw toDiskError(error, home, 'the artefacts folder');
  }
}

function parseRow(row: unknown): Artefact {
  const present = Object.entries(Object(row)).filter(([, value]) => value !== null);
  return ArtefactSchema.parse(Object.fromEntries(present));
}

async function writeIncoming(path: string, bytes: ByteSource, name: string): Promise<ArtefactId> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    await writeAll(file, bytes instanceof Uint8Array ? [bytes] : readable(bytes, name), hash);
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function writeAll(
  file: FileHandle,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): Promise<void> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    await file.writeFile(chunk);
  }
}

/** A source that breaks off is the file's fault, not the disk's. */
async function* readable(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncIterable<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw AppError.of(
      'FILE_UNREADABLE',
      { name, why: detail('reading-broke-off', { code: errorCode(error) }) },
      error,
    );
  }
}

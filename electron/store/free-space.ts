// Empties one category of the data folder. A file goes only where no run and no kept result names it, and
// while nothing is being added: no run goes on, and it is not one that was added and waits to be named.

import { statSync, unlinkSync } from 'node:fs';
import { readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Freeable, Freed } from '../../shared/storage.ts';
import { artefactFolders } from './artefacts.ts';
import { forgetDeletedConversations } from './conversations.ts';
import { toDiskError } from './disk-errors.ts';
import { measureFolder } from './folder-size.ts';
import type { HeldFiles } from './held-files.ts';
import type { ResultStore } from './results.ts';
import { GROUPS, type MeasuredHome, measureHome } from './storage-use.ts';

export interface Space {
  readonly measure: () => Promise<MeasuredHome>;
  /** Bytes inside the database that hold nothing any more. */
  readonly slack: () => number;
  /** Bytes of files that no run and no result names and that may not go before the next start. */
  readonly heldBytes: () => number;
  /** How many there are of what the database keeps. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Bytes of the disk that the data folder is on. */
  readonly disk: () => Promise<{ readonly free: number; readonly total: number }>;
  /**
   * @param isIdle whether no run goes on; asked again before each removal
   * @throws AppError DISK_FULL or HOME_UNUSABLE
   */
  readonly free: (category: Freeable, isIdle: () => boolean) => Promise<Freed>;
}

interface SpaceDeps {
  readonly held: HeldFiles;
  readonly results: Pick<ResultStore, 'clear'>;
}

type Amount = Omit<Freed, 'category'>;

export function createSpace(
  home: string,
  database: Database.Database,
  { held, results }: SpaceDeps,
): Space {
  const sweep = createSweep(home, database, held);
  const emptied = async (path: string): Promise<Amount> => {
    const before = await measureFolder(join(home, path));
    await rm(join(home, path), { recursive: true, force: true });
    return before;
  };
  const ways: Readonly<Record<Freeable, (isIdle: () => boolean) => Promise<Amount>>> = {
    deleted: async (isIdle) => {
      if (!isIdle()) {
        return WAITING; // one of them may be ending, and an event of it needs its run
      }
      forgetDeletedConversations(database);
      return sweep(isIdle);
    },
    results: async (isIdle) => {
      results.clear();
      return sweep(isIdle);
    },
    unnamed: sweep,
    shown: () => emptied('shown'),
    prompts: () => emptied(join('prompts', 'versions')),
    logs: () => emptied('logs'),
    backups: async () => sumOf([await emptied('backups'), await emptied('updates')]),
    database: async (isIdle) => (isIdle() ? compact(home, database) : WAITING),
  };
  return {
    measure: () => measureHome(home, database),
    slack: () => slackOf(home, database),
    heldBytes: () => heldBytes(database, held),
    counts: () =>
      Object.fromEntries(
        COUNTED.map((table) => [
          table,
          Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
        ]),
      ),
    disk: async () => {
      const { bavail, blocks, bsize } = await statfs(home);
      return { free: bavail * bsize, total: blocks * bsize };
    },
    free: async (category, isIdle) => {
      try {
        return { category, ...(await ways[category](isIdle)) };
      } catch (error) {
        throw toDiskError(error, home, 'what is left of the data folder');
      }
    },
  };
}

const COUNTED = ['conversations', 'runs', 'artefacts', 'results'] as const;

const WAITING: Amount = { bytes: 0, count: 0, waits: 'run' };

const UNNAMED = `NOT EXISTS (SELECT 1 FROM run_artefacts WHERE artefact = id)
  AND NOT EXISTS (SELECT 1 FROM result_artefacts WHERE artefact = id)`;

function createSweep(home: string, database: Database.Database, held: HeldFiles) {
  const { folder } = artefactFolders(home);
  const isNamed = database.prepare(`SELECT 1 FROM (SELECT ? AS id) WHERE NOT (${UNNAMED})`).pluck();
  const forget = database.prepare('DELETE FROM artefacts WHERE id = ?');

  function removeOne(id: string): number | undefined {
    const path = join(folder, id.slice(0, 2), id);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size !== undefined) {
      unlinkSync(path);
    }
    forget.run(id);
    return size;
  }

  const removeAll = database.transaction((ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + (removeOne(id) ?? 0), 0),
  );

  return async (isIdle: () => boolean): Promise<Amount> => {
    let bytes = 0;
    let count = 0;
    let waits: Freed['waits'];
    for (const group of GROUPS) {
      const files = await filesIn(join(folder, group));
      // From here to the end of the group nothing else happens in this process.
      const unnamed = files.filter((id) => isNamed.get(id) === undefined);
      const loose = unnamed.filter((id) => !held.has(id));
      if (loose.length > 0 && !isIdle()) {
        return { bytes, count, waits: 'run' };
      }
      waits ??= loose.length < unnamed.length ? 'start' : undefined;
      bytes += removeAll(loose);
      count += loose.length;
      await setImmediate();
    }
    return { bytes, count, ...(waits !== undefined && { waits }) };
  };
}

/** A group that can't be read is left as it is; the overview says so. */
async function filesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function heldBytes(database: Database.Database, { all }: HeldFiles): number {
  const find = database.prepare(`SELECT size FROM artefacts WHERE id = ? AND ${UNNAMED}`).pluck();
  return all().reduce((sum, id) => sum + Number(find.get(id) ?? 0), 0);
}

const numberOf = (database: Database.Database, pragma: string) =>
  Number(database.pragma(pragma, { simple: true }));

/** On the disk, with what waits beside the database to be taken over into it. */
function databaseBytes(home: string): number {
  return ['ensemble.db', 'ensemble.db-wal']
    .map((name) => statSync(join(home, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

function slackOf(home: string, database: Database.Database): number {
  const pages = numberOf(database, 'page_count') - numberOf(database, 'freelist_count');
  return Math.max(0, databaseBytes(home) - pages * numberOf(database, 'page_size'));
}

/**
 * Writes the database anew without its gaps. It holds the thread meanwhile, about a second for 100 MB, which
 * is why nothing may run; whatever happens to it, SQLite keeps the database as it was.
 */
function compact(home: string, database: Database.Database): Amount {
  const before = databaseBytes(home);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.exec('VACUUM');
  database.pragma('wal_checkpoint(TRUNCATE)');
  return { bytes: Math.max(0, before - databaseBytes(home)), count: 0 };
}

function sumOf(amounts: readonly Amount[]): Amount {
  return {
    bytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
    count: amounts.reduce((sum, { count }) => sum + count, 0),
  };
}

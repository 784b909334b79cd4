// Measures the data folder: each byte in one category, group by group of artefacts and folder by folder, so
// that the engine's thread is never held for long. Nothing is changed here.

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { ConversationUse, StorageCategory } from '../../shared/storage.ts';
import { artefactFolders } from './artefacts.ts';
import { isDatabaseFile } from './database.ts';
import { errorCode } from './disk-errors.ts';

/** Bytes and how many files they are in. */
export interface Amount {
  readonly bytes: number;
  readonly count: number;
}

export interface MeasuredHome {
  readonly amounts: ReadonlyMap<StorageCategory, Amount>;
  readonly conversations: readonly ConversationUse[];
  readonly missing: number;
  readonly unreadable: readonly string[];
}

/** Groups that artefacts are kept in: the first two digits of their hash. */
export const GROUPS = Array.from({ length: 256 }, (_, index) =>
  index.toString(16).padStart(2, '0'),
);
const VERSIONS = join('prompts', 'versions');
/** Conversations that are told of. */
const MOST_TOLD = 50;

interface Tally {
  readonly add: (category: StorageCategory, bytes: number) => void;
  readonly unreadable: Set<string>;
  readonly amounts: Map<StorageCategory, { bytes: number; count: number }>;
}

export async function measureHome(
  home: string,
  database: Database.Database,
): Promise<MeasuredHome> {
  const tally = createTally();
  const names = createNames(database);
  const alone = new Map<string, { bytes: number; count: number }>();
  let missing = 0;
  for (const group of GROUPS) {
    const known = names.inGroup(group);
    const sizes = await sizesIn(home, join('artefacts', group), tally);
    for (const [id, size] of sizes) {
      const { category, conversation } = placeOf(known.get(id));
      tally.add(category, size);
      if (conversation !== undefined) {
        addTo(alone, conversation, size);
      }
    }
    missing += [...known].filter(
      ([id, { conversations }]) => conversations.size > 0 && !sizes.has(id),
    ).length;
  }
  await measureRest(home, tally);
  return {
    amounts: tally.amounts,
    conversations: biggest(alone, database),
    missing,
    unreadable: [...tally.unreadable].toSorted(),
  };
}

function createTally(): Tally {
  const amounts = new Map<StorageCategory, { bytes: number; count: number }>();
  return {
    amounts,
    unreadable: new Set(),
    add: (category, bytes) => addTo(amounts, category, bytes),
  };
}

function addTo<Key>(sums: Map<Key, { bytes: number; count: number }>, key: Key, bytes: number) {
  const sum = sums.get(key) ?? { bytes: 0, count: 0 };
  sums.set(key, { bytes: sum.bytes + bytes, count: sum.count + 1 });
}

/** What names an artefact. */
interface Named {
  /** Whether each conversation that shows it is deleted. */
  readonly conversations: Map<string, boolean>;
  readonly isResult: boolean;
}

const ShownRowSchema = z.object({ id: z.string(), conversation: z.string(), deleted: z.number() });

function createNames(database: Database.Database) {
  // '~' stands behind every digit of a hash.
  const range = "BETWEEN $group AND $group || '~'";
  const shown = database.prepare(
    `SELECT DISTINCT ra.artefact AS id, c.id AS conversation, c.deleted_at IS NOT NULL AS deleted
     FROM run_artefacts ra JOIN runs ON runs.id = ra.run
     JOIN conversations c ON c.id = runs.conversation WHERE ra.artefact ${range}`,
  );
  const kept = database
    .prepare(`SELECT DISTINCT artefact FROM result_artefacts WHERE artefact ${range}`)
    .pluck();
  return {
    inGroup: (group: string): ReadonlyMap<string, Named> => {
      const named = new Map<string, Named>();
      for (const id of z.array(z.string()).parse(kept.all({ group }))) {
        named.set(id, { conversations: new Map(), isResult: true });
      }
      for (const row of shown.all({ group })) {
        const { id, conversation, deleted } = ShownRowSchema.parse(row);
        const one = named.get(id) ?? { conversations: new Map(), isResult: false };
        one.conversations.set(conversation, deleted === 1);
        named.set(id, one);
      }
      return named;
    },
  };
}

/** Its category, and the conversation that alone shows it. */
function placeOf(named: Named | undefined): {
  readonly category: StorageCategory;
  readonly conversation?: string;
} {
  const shownBy = [...(named?.conversations ?? [])];
  const [first, second] = shownBy;
  const alone = first !== undefined && second === undefined ? { conversation: first[0] } : {};
  if (shownBy.some(([, isDeleted]) => !isDeleted)) {
    return { category: 'conversations', ...alone };
  }
  if (named?.isResult === true) {
    return { category: 'results', ...alone };
  }
  return { category: shownBy.length > 0 ? 'deleted' : 'unnamed', ...alone };
}

/** The files of one folder by name; a folder that is not there has none. */
async function sizesIn(
  home: string,
  folder: string,
  { unreadable }: Tally,
): Promise<ReadonlyMap<string, number>> {
  try {
    const names = await readdir(join(home, folder));
    const found = await Promise.all(
      names.map(async (name) => [name, await sizeOf(join(home, folder, name))] as const),
    );
    return new Map(found.flatMap(([name, size]) => (size === undefined ? [] : [[name, size]])));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      unreadable.add(folder);
    }
    return new Map();
  }
}

/** Undefined where it went meanwhile. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** By the folder, or the name of the file, right inside the data folder; undefined for what is measured apart. */
function categoryOf(name: string): StorageCategory {
  const byFolder: Readonly<Record<string, StorageCategory>> = {
    shown: 'shown',
    logs: 'logs',
    backups: 'backups',
    updates: 'backups',
    cuda: 'libraries',
  };
  return byFolder[name] ?? (isDatabaseFile(name) ? 'database' : 'other');
}

async function measureRest(home: string, tally: Tally): Promise<void> {
  for (const name of await entriesIn(home, '', tally)) {
    if (join(home, name) !== artefactFolders(home).folder) {
      await walk(home, name, { category: categoryOf(name), tally });
    }
  }
}

async function walk(
  home: string,
  path: string,
  to: { readonly category: StorageCategory; readonly tally: Tally },
): Promise<void> {
  try {
    const found = await lstat(join(home, path)); // a link counts as itself, wherever it leads
    if (!found.isDirectory()) {
      to.tally.add(to.category, found.size);
      return;
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      to.tally.unreadable.add(path);
    }
    return;
  }
  for (const name of await entriesIn(home, path, to.tally)) {
    const inner = join(path, name);
    // What prompts are now is no waste; what they were is.
    const category = inner === VERSIONS ? 'prompts' : to.category;
    await walk(home, inner, { ...to, category });
  }
}

async function entriesIn(home: string, path: string, { unreadable }: Tally) {
  try {
    return await readdir(join(home, path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      unreadable.add(path === '' ? '.' : path);
    }
    return [];
  }
}

const TitleRowSchema = z.object({ title: z.string(), deleted: z.number() });

function biggest(
  alone: ReadonlyMap<string, Amount>,
  database: Database.Database,
): readonly ConversationUse[] {
  const find = database.prepare(
    'SELECT title, deleted_at IS NOT NULL AS deleted FROM conversations WHERE id = ?',
  );
  return [...alone]
    .toSorted(([, a], [, b]) => b.bytes - a.bytes)
    .slice(0, MOST_TOLD)
    .flatMap(([id, amount]) => {
      const row = TitleRowSchema.optional().parse(find.get(id)); // gone where it went meanwhile
      return row === undefined
        ? []
        : [{ id, title: row.title, ...amount, isDeleted: row.deleted === 1 }];
    });
}

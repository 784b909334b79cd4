// Results of work done before, by their key, within a size limit: the least recently used go first.
// The files that they name stay until a start finds that no result and no run needs them (sweep.ts).

import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { storedFilesOf, type TaskOutput, TaskOutputSchema } from '../../shared/outputs.ts';
import type { ArtefactStore } from './artefacts.ts';

export interface ResultStore {
  readonly find: (key: string) => TaskOutput | undefined;
  readonly keep: (key: string, output: TaskOutput) => void;
  /** Bytes of all that is kept. */
  readonly size: () => number;
  /** Forgets all of them; their files stay until they are looked for (free-space.ts). */
  readonly clear: () => void;
}

interface ResultDeps {
  readonly artefacts: Pick<ArtefactStore, 'path'>;
  readonly clock: () => number;
  /** Bytes. */
  readonly limit: number;
}

const OutputRowSchema = z.object({ output: z.string(), size: z.number() });
const SizeRowSchema = z.object({ key: z.string(), size: z.number() });

export function createResultStore(
  database: Database.Database,
  { artefacts, clock, limit }: ResultDeps,
): ResultStore {
  const select = database.prepare('SELECT output, size FROM results WHERE key = ?');
  const touch = database.prepare('UPDATE results SET used_at = ? WHERE key = ?');
  const remove = database.prepare('DELETE FROM results WHERE key = ?');
  const oldest = database.prepare('SELECT key, size FROM results ORDER BY used_at, rowid LIMIT 1');
  const total = database.prepare('SELECT coalesce(sum(size), 0) FROM results').pluck();
  const insert = createInsert(database);
  // Counted along, since adding up every row at every result would cost more the more there are.
  let size = Number(total.get());

  function forget({ key, size: bytes }: z.infer<typeof SizeRowSchema>): void {
    remove.run(key);
    size -= bytes;
  }

  function shrink(): void {
    while (size > limit) {
      forget(SizeRowSchema.parse(oldest.get()));
    }
  }

  return {
    size: () => size,
    clear: () => {
      database.exec('DELETE FROM results');
      size = 0;
    },
    find: (key) => {
      const row = OutputRowSchema.optional().parse(select.get(key));
      if (row === undefined) {
        return undefined;
      }
      const output = TaskOutputSchema.parse(JSON.parse(row.output));
      if (!storedFilesOf(output).every(({ artefact }) => existsSync(artefacts.path(artefact.id)))) {
        forget({ key, size: row.size });
        return undefined;
      }
      touch.run(clock(), key);
      return output;
    },
    keep: (key, output) => {
      size += insert(key, output, clock());
      shrink();
    },
  };
}

/** @returns by how many bytes the kept results have grown */
function createInsert(
  database: Database.Database,
): (key: string, output: TaskOutput, at: number) => number {
  const before = database.prepare('SELECT size FROM results WHERE key = ?').pluck();
  const insert = database.prepare(
    'INSERT OR REPLACE INTO results (key, output, size, used_at) VALUES (?, ?, ?, ?)',
  );
  const insertFile = database.prepare(
    'INSERT OR IGNORE INTO result_artefacts (result, artefact) VALUES (?, ?)',
  );
  return database.transaction((key: string, output: TaskOutput, at: number) => {
    const files = storedFilesOf(output);
    const text = JSON.stringify(output);
    const bytes = files.reduce((sum, { artefact }) => sum + artefact.size, text.length);
    const replaced = Number(before.get(key) ?? 0);
    insert.run(key, text, bytes, at);
    for (const { artefact } of files) {
      insertFile.run(key, artefact.id);
    }
    return bytes - replaced;
  });
}

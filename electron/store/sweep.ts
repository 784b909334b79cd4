// At start, before anything runs: removes what an ended process left behind, and the artefacts that
// no run shows and no kept result names.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { artefactFolders } from './artefacts.ts';

const IdRowSchema = z.object({ id: z.string() });

/** Only safe while nothing is being added: an artefact is unused until its run has been stored. */
export function sweepArtefacts(home: string, database: Database.Database): void {
  const { folder, incoming } = artefactFolders(home);
  for (const left of readdirSync(incoming)) {
    rmSync(join(incoming, left), { force: true });
  }
  database.exec(`DELETE FROM artefacts
    WHERE NOT EXISTS (SELECT 1 FROM run_artefacts WHERE artefact = id)
      AND NOT EXISTS (SELECT 1 FROM result_artefacts WHERE artefact = id)`);
  const known = new Set(
    database
      .prepare('SELECT id FROM artefacts')
      .all()
      .map((row) => IdRowSchema.parse(row).id),
  );
  for (const group of readdirSync(folder)) {
    for (const id of readdirSync(join(folder, group))) {
      if (!known.has(id)) {
        rmSync(join(folder, group, id), { force: true });
      }
    }
  }
  forgetMissing(database, known, (id) => existsSync(join(folder, id.slice(0, 2), id)));
}

/** A row whose file is gone would promise what is not there; a kept result that names it goes too. */
function forgetMissing(
  database: Database.Database,
  known: ReadonlySet<string>,
  isThere: (id: string) => boolean,
): void {
  const forgetResult = database.prepare(
    'DELETE FROM results WHERE key IN (SELECT result FROM result_artefacts WHERE artefact = ?)',
  );
  const forget = database.prepare('DELETE FROM artefacts WHERE id = ?');
  for (const id of known) {
    if (!isThere(id)) {
      forgetResult.run(id);
      forget.run(id);
    }
  }
}

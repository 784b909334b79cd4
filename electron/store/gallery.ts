// The gallery in the database: runs that have ended are read into it when it is asked for, a few at a time,
// and again where they went on.

import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { reduceRun } from '../../shared/events.ts';
import {
  type Gallery,
  type GalleryDetails,
  type GalleryItem,
  type GalleryQuery,
  type Provenance,
  ProvenanceSchema,
} from '../../shared/gallery.ts';
import type { Artefact, ArtefactId } from '../../shared/media.ts';
import type { ArtefactStore } from './artefacts.ts';
import { galleryEntries } from './gallery-entries.ts';
import type { RunStore } from './runs.ts';

export interface GalleryStore {
  readonly list: (query: GalleryQuery) => Promise<Gallery>;
  /** @throws AppError FILE_NOT_FOUND */
  readonly details: (id: ArtefactId) => Promise<GalleryDetails>;
}

export interface GalleryDeps {
  readonly runs: Pick<RunStore, 'events'>;
  readonly artefacts: Pick<ArtefactStore, 'find'>;
}

/** Runs that are read in one turn of the event loop. */
const AT_ONCE = 5;

const RunRowSchema = z.object({ id: z.string(), seq: z.number() });
const EntryRowSchema = z.object({ artefact: z.string(), provenance: z.string() });

export function createGalleryStore(
  database: Database.Database,
  { runs, artefacts }: GalleryDeps,
): GalleryStore {
  const unread = database.prepare(
    `SELECT id, seq FROM (
       SELECT runs.id, (SELECT max(seq) FROM events WHERE run = runs.id) AS seq, g.seq AS known
       FROM runs LEFT JOIN gallery_runs g ON g.run = runs.id WHERE status <> 'running')
     WHERE known IS NULL OR known < seq LIMIT ${AT_ONCE}`,
  );
  const find = database.prepare(
    `SELECT g.artefact, g.provenance FROM gallery g
     JOIN runs ON runs.id = g.run JOIN conversations c ON c.id = runs.conversation
     WHERE c.deleted_at IS NULL AND g.at BETWEEN $from AND $until
       AND NOT EXISTS (SELECT 1 FROM json_each($words) WHERE instr(g.words, value) = 0)
     ORDER BY g.at DESC, g.id DESC`,
  );
  const usesOf = database.prepare(
    `SELECT g.artefact, g.provenance FROM gallery g
     JOIN runs ON runs.id = g.run JOIN conversations c ON c.id = runs.conversation
     WHERE c.deleted_at IS NULL AND g.artefact = ? ORDER BY g.at DESC, g.id DESC`,
  );
  const keep = createKeep(database, runs);

  async function readRuns(): Promise<void> {
    for (let rows = unread.all(); rows.length > 0; rows = unread.all()) {
      for (const row of rows) {
        keep(RunRowSchema.parse(row));
      }
      await setImmediate();
    }
  }

  return {
    list: async ({ search, from, until, ...filters }) => {
      await readRuns();
      const words = JSON.stringify(search.toLowerCase().split(/\s+/).filter(Boolean));
      const rows = find.all({ words, from: from ?? 0, until: until ?? Number.MAX_SAFE_INTEGER });
      const items = latestOfEach(rows, artefacts.find);
      return { items: items.filter((item) => isWanted(item, filters)), choices: choicesIn(items) };
    },
    details: async (id) => {
      await readRuns();
      const artefact = artefacts.find(id);
      const uses = usesOf
        .all(id)
        .map((row) => readProvenance(EntryRowSchema.parse(row).provenance));
      if (artefact === undefined || uses.length === 0) {
        throw AppError.of('FILE_NOT_FOUND', { name: id });
      }
      return { artefact, uses };
    },
  };
}

function createKeep(database: Database.Database, { events }: GalleryDeps['runs']) {
  const forget = database.prepare('DELETE FROM gallery WHERE run = ?');
  const insert = database.prepare(
    'INSERT INTO gallery (run, artefact, at, provenance, words) VALUES (?, ?, ?, ?, ?)',
  );
  const note = database.prepare('INSERT OR REPLACE INTO gallery_runs (run, seq) VALUES (?, ?)');
  return database.transaction(({ id, seq }: z.infer<typeof RunRowSchema>) => {
    forget.run(id);
    for (const { file, provenance, words } of galleryEntries(reduceRun(events(id)))) {
      insert.run(id, file.artefact.id, provenance.at, JSON.stringify(provenance), words);
    }
    note.run(id, seq);
  });
}

function readProvenance(written: string): Provenance {
  return ProvenanceSchema.parse(JSON.parse(written));
}

/** A file that several runs had stands where it was had last. */
function latestOfEach(
  rows: readonly unknown[],
  find: (id: ArtefactId) => Artefact | undefined,
): readonly GalleryItem[] {
  const seen = new Set<string>();
  return rows.flatMap((row): readonly GalleryItem[] => {
    const { artefact: id, provenance } = EntryRowSchema.parse(row);
    const artefact = seen.has(id) ? undefined : find(id);
    seen.add(id);
    return artefact === undefined ? [] : [toItem(artefact, readProvenance(provenance))];
  });
}

function toItem(artefact: Artefact, provenance: Provenance): GalleryItem {
  const { name, origin, run, conversation, at, task, type, model } = provenance;
  return {
    ...{ artefact, name, origin, run, conversation, at },
    ...(task !== undefined && { task }),
    ...(type !== undefined && { type }),
    ...(model !== undefined && { model: { id: model.id, host: model.host } }),
  };
}

type Filters = Pick<GalleryQuery, 'kind' | 'origin' | 'type' | 'model'>;

function isWanted(item: GalleryItem, { kind, origin, type, model }: Filters): boolean {
  return (
    (kind === undefined || item.artefact.kind === kind) &&
    (origin === undefined || item.origin === origin) &&
    (type === undefined || item.type === type) &&
    (model === undefined || item.model?.id === model)
  );
}

function choicesIn(items: readonly GalleryItem[]): Gallery['choices'] {
  return {
    kinds: countsOf(items.map(({ artefact }) => artefact.kind)),
    types: countsOf(items.flatMap(({ type }) => type ?? [])),
    models: modelsIn(items),
    origins: countsOf(items.map(({ origin }) => origin)),
  };
}

function countsOf<Value>(values: readonly Value[]) {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => ({ value, count: all.length }))
    .toSorted(byCount);
}

/** @param items the latest first */
function modelsIn(items: readonly GalleryItem[]): Gallery['choices']['models'] {
  const models = new Map<string, Gallery['choices']['models'][number]>();
  for (const { model } of items) {
    if (model !== undefined) {
      const { host, count } = models.get(model.id) ?? { host: model.host, count: 0 };
      models.set(model.id, { value: model.id, host, count: count + 1 });
    }
  }
  return [...models.values()].toSorted(byCount);
}

function byCount(a: { readonly count: number }, b: { readonly count: number }): number {
  return b.count - a.count;
}

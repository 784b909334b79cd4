// The curated models of models/catalogue.json: read once, checked by its schema, asked by task type.

import { readFileSync } from 'node:fs';
import {
  type Catalogue,
  type CatalogueEntry,
  CatalogueSchema,
  SIZE_CLASSES,
  type SizeClass,
} from '../../shared/catalogue.ts';
import type { TaskType } from '../../shared/tasks.ts';

let read: Catalogue | undefined;

/** The catalogue that this version came with. */
export function readCatalogue(): Catalogue {
  const file = new URL('../../models/catalogue.json', import.meta.url);
  read ??= CatalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return read;
}

export interface Recommendation {
  readonly size: SizeClass;
  readonly entry: CatalogueEntry;
}

/** What the catalogue has for a task type, small first. */
export function recommended(catalogue: Catalogue, task: TaskType): readonly Recommendation[] {
  return SIZE_CLASSES.flatMap((size) => {
    const entry = catalogue.find((each) =>
      Object.entries(each.size).some(([type, is]) => type === task && is === size),
    );
    return entry === undefined ? [] : [{ size, entry }];
  });
}

// What was asked for, in full: an id as it is typed, and what the catalogue knows about it.

import type { Catalogue } from '../../shared/catalogue.ts';
import type { Dtype } from '../../shared/inference.ts';
import { modelFolders } from './cache.ts';
import type { Wanted } from './downloads.ts';

/** `org/name@revision` → its two halves. */
export function splitId(id: string): { readonly model: string; readonly revision?: string } {
  const at = id.indexOf('@');
  return at === -1 ? { model: id } : { model: id.slice(0, at), revision: id.slice(at + 1) };
}

/** @throws AppError USAGE where the id is none */
export function wantedOf(
  catalogue: Catalogue,
  id: string,
  request: { readonly revision?: string | undefined; readonly dtype?: Dtype | undefined },
): Wanted {
  const { model, revision } = splitId(id);
  modelFolders('', model);
  const entry = catalogue.find((each) => each.id === model);
  return {
    model,
    revision: request.revision ?? revision ?? entry?.revision ?? 'main',
    dtype: request.dtype ?? (entry?.files?.q8 === undefined ? 'fp32' : 'q8'),
    extraFiles: entry?.extraFiles ?? [],
  };
}

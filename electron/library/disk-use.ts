// What models take on the disk: each revision with what its removal would free, what is left over in the
// Hub's cache, what other tools keep there, and what is free.

import { join } from 'node:path';
import type { InstalledModel } from '../../shared/library.ts';
import type { DiskUse } from '../../shared/model-listing.ts';
import { measureFolder } from '../store/folder-size.ts';
import { modelOfFolder, namesIn } from './cache.ts';
import { type CacheUse, lookAtCache, type RevisionUse } from './cache-use.ts';

export interface DiskUseOptions {
  /** The folder of the Hub's cache. */
  readonly cache: string;
  readonly installed: readonly InstalledModel[];
  /** Models that are being fetched, or wait to be: what lies there of them is not left over. */
  readonly fetched: ReadonlySet<string>;
  readonly freeBytes: number;
}

/** The largest first. */
export async function measureDiskUse(options: DiskUseOptions): Promise<DiskUse> {
  const { cache, installed, fetched, freeBytes } = options;
  const own = installed.filter(({ origin }) => origin === 'folder').map(ofOwnFolder);
  const names = await namesIn(cache);
  const ids = names.flatMap((name) => modelOfFolder(name) ?? []);
  const looked = await Promise.all(
    ids.map(async (id) => ({ id, use: await lookAtCache(cache, id) })),
  );
  const parts = looked.map(({ id, use }) => ({
    ...ofCache(
      use,
      installed.filter((model) => model.id === id && model.origin === 'cache'),
    ),
    leftovers: fetched.has(id) ? [] : leftoversOf(id, use),
  }));
  const foreign = names.filter((name) => modelOfFolder(name) === undefined && name !== '.locks');
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const leftovers = parts.flatMap((part) => part.leftovers);
  return {
    models: [...own, ...parts.flatMap(({ models }) => models)].toSorted(
      (a, b) => b.bytes - a.bytes,
    ),
    modelBytes: sum([...own.map(({ bytes }) => bytes), ...parts.map((part) => part.modelBytes)]),
    leftovers: leftovers.toSorted((a, b) => b.bytes - a.bytes),
    leftoverBytes: sum(leftovers.map(({ bytes }) => bytes)),
    otherBytes: sum([
      ...parts.map((part) => part.otherBytes),
      ...(await Promise.all(foreign.map((name) => measureFolder(join(cache, name))))).map(
        ({ bytes }) => bytes,
      ),
    ]),
    freeBytes,
  };
}

type ModelUse = DiskUse['models'][number];

function ofOwnFolder({ id, revision, dtypes, bytes }: InstalledModel): ModelUse {
  const formats = dtypes.map(({ dtype }) => dtype);
  return { id, revision, origin: 'folder', dtypes: formats, bytes, freedBytes: 0 };
}

/** Blobs that several revisions show are there once. */
function ofCache({ blobs, revisions }: CacheUse, installed: readonly InstalledModel[]) {
  const sizeOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (blobs.get(name) ?? 0), 0);
  const bytesOf = (some: readonly RevisionUse[]) =>
    sizeOf(new Set(some.flatMap((one) => [...one.blobs]))) +
    some.reduce((sum, { copiedBytes }) => sum + copiedBytes, 0);
  const known = new Map(installed.map((model) => [model.revision, model]));
  const ours = revisions.filter(({ revision }) => known.has(revision));
  const all = bytesOf(revisions);
  const models = ours.flatMap((one): readonly ModelUse[] => {
    const { id, dtypes } = known.get(one.revision) ?? {};
    const others = revisions.filter((other) => other !== one);
    return id === undefined || dtypes === undefined
      ? []
      : [
          {
            ...{ id, revision: one.revision, origin: 'cache' },
            dtypes: dtypes.map(({ dtype }) => dtype),
            bytes: bytesOf([one]),
            freedBytes: all - bytesOf(others),
          },
        ];
  });
  const modelBytes = bytesOf(ours);
  return { models, modelBytes, otherBytes: all - modelBytes };
}

function leftoversOf(model: string, { left }: CacheUse): DiskUse['leftovers'] {
  const groups = Map.groupBy(left, ({ kind, canRemove }) => `${kind} ${canRemove}`);
  return [...groups.values()].flatMap((files) => {
    const [first] = files;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return first === undefined
      ? []
      : [{ model, kind: first.kind, canRemove: first.canRemove, files: files.length, bytes }];
  });
}

// The models on this machine: those in the Hub's cache, whoever fetched them, and those in folders that
// the settings name. Only folders with an ONNX model count.

import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Catalogue } from '../../shared/catalogue.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { COMMIT, modelFolders, modelOfFolder, namesIn } from './cache.ts';
import { describeModel, type Place } from './describe-model.ts';
import { MODEL_INDEX } from './diffusion-files.ts';
import { entriesOf, type FolderFiles, filesIn } from './model-files.ts';

export interface InstalledOptions {
  /** The folder of the Hub's cache. */
  readonly cache: string;
  /** Folders of one's own: a model each, or models one or two folders below. */
  readonly folders: readonly string[];
  readonly catalogue: Catalogue;
}

export async function listInstalled(options: InstalledOptions): Promise<readonly InstalledModel[]> {
  const { cache, folders, catalogue } = options;
  const own = await Promise.all(folders.map((folder) => ownPlaces(resolve(folder), 0)));
  const places = [...(await cachePlaces(cache)), ...own.flat()];
  const once = [...new Map(places.map((place) => [place.folder, place])).values()];
  return Promise.all(once.map((place) => describeModel(place, catalogue)));
}

async function cachePlaces(cache: string): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const name of await namesIn(cache)) {
    const id = modelOfFolder(name);
    if (id === undefined) {
      continue;
    }
    const { snapshots } = modelFolders(cache, id);
    for (const revision of (await namesIn(snapshots)).filter((each) => COMMIT.test(each))) {
      const folder = join(snapshots, revision);
      const found = await filesIn(folder);
      if (hasModel(found)) {
        places.push({ id, revision, folder, origin: 'cache', found });
      }
    }
  }
  return places;
}

/** Folders below a named one that are looked into. */
const DEEPEST = 2;

async function ownPlaces(folder: string, depth: number): Promise<readonly Place[]> {
  const entries = await entriesOf(folder);
  const isModel =
    entries.some(({ name }) => name.endsWith('.onnx')) ||
    (await hasGraphs(join(folder, 'onnx'))) ||
    (entries.some(({ name }) => name === MODEL_INDEX) && (await hasGraphs(join(folder, 'unet'))));
  if (isModel) {
    const found = await filesIn(folder);
    return [{ id: folder, revision: hashOf(found), folder, origin: 'folder', found }];
  }
  const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const deeper = depth < DEEPEST ? below : [];
  const places = await Promise.all(
    deeper.map(({ name }) => ownPlaces(join(folder, name), depth + 1)),
  );
  return places.flat();
}

async function hasGraphs(folder: string): Promise<boolean> {
  return (await namesIn(folder)).some((name) => name.endsWith('.onnx'));
}

function hasModel({ files, broken }: FolderFiles): boolean {
  return [...files.map(({ path }) => path), ...broken].some((path) => path.endsWith('.onnx'));
}

/** Changes when a file is added, removed or written; the contents would take too long to read. */
function hashOf({ files }: FolderFiles): string {
  const about = files.map(({ path, bytes, changedMs }) => [path, bytes, changedMs]);
  return createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 40);
}

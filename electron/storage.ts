// What takes space, put together from the data folder and the library of models, and what of it can go now.

import type { Freeable, Freed, StorageCategory, StorageOverview } from '../shared/storage.ts';
import { STORAGE_CATEGORIES } from '../shared/storage.ts';
import type { Engine } from './engine.ts';
import type { Amount } from './store/storage-use.ts';

type Measured = Pick<Engine, 'store' | 'local' | 'isIdle'>;

const NOTHING: Amount = { bytes: 0, count: 0 };

export async function storageOverview({
  store: { space },
  local,
  isIdle,
}: Measured): Promise<StorageOverview> {
  const { amounts, ...told } = await space.measure();
  const models = await modelsAmount(local);
  const of = (category: StorageCategory) =>
    category === 'models' ? models : (amounts.get(category) ?? NOTHING);
  const freeable = (category: StorageCategory): number => {
    const { bytes } = of(category);
    switch (category) {
      case 'deleted':
      case 'results':
        return isIdle() ? bytes : 0;
      case 'unnamed':
        return isIdle() ? Math.max(0, bytes - space.heldBytes()) : 0;
      case 'database':
        return isIdle() ? space.slack() : 0;
      case 'shown':
      case 'prompts':
      case 'logs':
      case 'backups':
        return bytes;
      default:
        return 0;
    }
  };
  return {
    ...told,
    uses: STORAGE_CATEGORIES.map((category) => ({
      category,
      ...of(category),
      freeable: freeable(category),
    })),
    disk: await space.disk(),
    isBusy: !isIdle(),
  };
}

/** Models of the cache; folders of one's own are not the program's to count. */
async function modelsAmount({ library }: Engine['local']): Promise<Amount> {
  const { models, modelBytes, leftoverBytes } = await library.disk();
  return { bytes: modelBytes + leftoverBytes, count: models.length };
}

/** @throws AppError DISK_FULL or HOME_UNUSABLE */
export function freeStorage({ store, isIdle }: Measured, category: Freeable): Promise<Freed> {
  return store.space.free(category, isIdle);
}

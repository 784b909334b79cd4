// Answers the part of the contract that is about what takes space.

import type { Engine } from '../engine.ts';
import { freeStorage, storageOverview } from '../storage.ts';
import { procedures } from './procedures.ts';

export function storageProcedures(engine: Engine) {
  const { storage } = procedures;
  return {
    overview: storage.overview.handler(() => storageOverview(engine)),
    free: storage.free.handler(({ input: { category } }) => freeStorage(engine, category)),
  };
}

// The books of the models that one process has loaded: how large, how long they took, and since when
// nothing was asked of them. The process itself is the lane's affair.

import type { DtypeBytes, Setting } from './dtypes.ts';
import type { LoadReport } from './protocol.ts';

export interface KeptModel extends Setting {
  readonly id: string;
  readonly folder: string;
  readonly bytes: number;
  readonly loadMs: number;
  /** Milliseconds since 1970; absent while it works. */
  readonly idleSince?: number;
}

interface KnownModel {
  readonly id: string;
  readonly folder: string;
  readonly bytes: DtypeBytes;
}

export interface KeptModels {
  readonly all: () => readonly KeptModel[];
  readonly find: (folder: string) => KeptModel | undefined;
  readonly add: (model: KnownModel, setting: Setting) => void;
  readonly loaded: (folder: string, load: LoadReport) => void;
  /** Its task has ended. What was not loaded by then is not there. */
  readonly rest: (folder: string) => void;
  readonly forget: (folder: string) => void;
  readonly clear: () => void;
}

/** @param onIdle told of a model of which nothing was asked for `idleMs` milliseconds */
export function createKeptModels(idleMs: number, onIdle: (folder: string) => void): KeptModels {
  const models = new Map<string, KeptModel>();
  const timers = new Map<string, NodeJS.Timeout>();
  const wake = (folder: string) => {
    clearTimeout(timers.get(folder));
    timers.delete(folder);
  };
  const forget = (folder: string) => {
    wake(folder);
    models.delete(folder);
  };
  return {
    all: () => [...models.values()],
    find: (folder) => {
      wake(folder);
      return models.get(folder);
    },
    add: ({ id, folder, bytes }, setting) => {
      models.set(folder, { id, folder, ...setting, bytes: bytes[setting.dtype] ?? 0, loadMs: 0 });
    },
    loaded: (folder, { milliseconds, growth }) => {
      const model = models.get(folder);
      if (model !== undefined) {
        // What a model on a GPU takes there does not show in the process.
        const bytes = model.device === 'cpu' ? Math.max(model.bytes, growth) : model.bytes;
        models.set(folder, { ...model, bytes, loadMs: model.loadMs + milliseconds });
      }
    },
    rest: (folder) => {
      const model = models.get(folder);
      if (model === undefined || model.loadMs === 0) {
        return forget(folder);
      }
      models.set(folder, { ...model, idleSince: Date.now() });
      wake(folder);
      timers.set(folder, setTimeout(onIdle, idleMs, folder).unref());
    },
    forget,
    clear: () => {
      for (const folder of [...models.keys()]) {
        forget(folder);
      }
    },
  };
}

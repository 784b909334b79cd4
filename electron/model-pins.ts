// The models that the person pinned, by task type: read anew for each run, so that a change by the terminal
// or an editor holds for the next one.

import { AppError } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import { changeSettings, readSettings } from './store/settings-file.ts';

type Pins = Settings['pinnedModels'];

export interface ModelPins {
  readonly all: () => Pins;
  /**
   * Without a model the ranking decides again.
   * @throws AppError HOME_UNUSABLE or DISK_FULL
   */
  readonly set: (task: TaskType, model: string | undefined) => void;
}

/** @param home the data folder */
export function createModelPins(home: string): ModelPins {
  let known: Pins = {};
  const all = () => {
    try {
      known = readSettings(home).pinnedModels;
    } catch (error) {
      // Settings that are half edited count when they are whole again.
      if (!(error instanceof AppError)) {
        throw error;
      }
    }
    return known;
  };
  return {
    all,
    set: (task, model) => {
      const { [task]: _, ...others } = all();
      const pinnedModels = model === undefined ? others : { ...others, [task]: model };
      changeSettings(home, { pinnedModels });
    },
  };
}

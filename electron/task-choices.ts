// What could do each task type, and which of it would be taken now: stage 2 for a task that says nothing
// but its type. Nothing is asked of the Hub.

import { AppError } from '../shared/errors.ts';
import { HUB_SEARCH_KINDS } from '../shared/hub-models.ts';
import type { Candidate } from '../shared/models.ts';
import type { ChoiceCandidate, TaskChoice } from '../shared/task-choices.ts';
import { TASK_TYPES, type TaskType } from '../shared/tasks.ts';
import { isSearchable } from './library/hub-tasks.ts';
import type { ModelPins } from './model-pins.ts';
import { type Considered, considerType, type SelectDeps } from './pipeline/select.ts';

export interface ModelChoices {
  /** What could do each task type, and which of it would be taken now. */
  readonly choices: () => Promise<readonly TaskChoice[]>;
  /**
   * From the next run on the model is taken whenever it can run; without one the ranking decides again.
   * @throws AppError USAGE, HOME_UNUSABLE or DISK_FULL
   */
  readonly pin: (task: TaskType, model: string | undefined) => Promise<void>;
}

/** @param deps as a run that begins now has them */
export function modelChoices(pins: ModelPins, deps: () => Promise<SelectDeps>): ModelChoices {
  return {
    choices: async () => {
      const given = await deps();
      return TASK_TYPES.map((task) => taskChoice(task, given));
    },
    pin: async (task, model) => {
      if (model !== undefined) {
        checkCandidate(taskChoice(task, await deps()), model);
      }
      pins.set(task, model);
    },
  };
}

export function taskChoice(task: TaskType, deps: SelectDeps): TaskChoice {
  const pinned = deps.ranking.pinnedModels[task];
  const { candidates, taken } = considerType(task, deps);
  return {
    task,
    candidates: candidates.map(toShown),
    ...(taken !== undefined && {
      taken: {
        ...{ id: taken.model.id, host: taken.model.host, reason: taken.reason },
        ...(taken.reasons !== undefined && { reasons: taken.reasons }),
      },
    }),
    ...(pinned !== undefined && { pinned }),
    onHub: HUB_SEARCH_KINDS.filter((kind) => isSearchable({ kind, task })),
  };
}

function toShown({ name, candidate }: Considered): ChoiceCandidate {
  const { parts: _, ...shown }: Candidate = candidate;
  return { ...shown, name };
}

/** @throws AppError USAGE where it is not known to do it */
export function checkCandidate({ task, candidates }: TaskChoice, model: string): void {
  if (candidates.every(({ id }) => id !== model)) {
    const known = candidates.map(({ id }) => id).join(', ') || 'none is known';
    throw AppError.of('USAGE', {
      why: `${model} is not known to do ${task}. These are: ${known}.`,
    });
  }
}

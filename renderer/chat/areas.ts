// What can be done, sorted the way a person looks for it.

import type { TaskGroup } from '../../shared/task-slots.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';

export const AREAS = ['pictures', 'texts', 'sound', 'tables', 'video'] as const;
export type Area = (typeof AREAS)[number];

const AREA_OF: Readonly<Record<TaskGroup, Area>> = {
  language: 'texts',
  vision: 'pictures',
  multimodal: 'pictures',
  control: 'pictures',
  audio: 'sound',
  table: 'tables',
  video: 'video',
};

/** Each type once, however many models can do it. */
export function abilitiesByArea(
  types: readonly TaskType[],
): ReadonlyMap<Area, readonly TaskType[]> {
  return Map.groupBy(new Set(types), (type) => AREA_OF[taskEntry(type).group]);
}

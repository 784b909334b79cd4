// The tasks of a plan in levels: a task stands in the first one after all that it needs.

import type { Task, TaskId } from '../../shared/plan.ts';

/** The level of each task, from 0. A task that is needed but not there yet counts for nothing. */
export function levelsOf(
  tasks: readonly Pick<Task, 'id' | 'dependencies'>[],
): ReadonlyMap<TaskId, number> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const levels = new Map<TaskId, number>();
  // Tasks stand after those they need nearly always; the others are looked up first.
  const levelOf = (task: Pick<Task, 'id' | 'dependencies'>): number => {
    const known = levels.get(task.id);
    if (known !== undefined) {
      return known;
    }
    levels.set(task.id, 0);
    const needed = task.dependencies.flatMap((id) => byId.get(id) ?? []);
    const level = needed.reduce((least, other) => Math.max(least, levelOf(other) + 1), 0);
    levels.set(task.id, level);
    return level;
  };
  for (const task of tasks) {
    levelOf(task);
  }
  return levels;
}

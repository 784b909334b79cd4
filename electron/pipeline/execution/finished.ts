// What an earlier run finished, for a run that goes on or repeats it: outputs with their keys.

import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskId } from '../../../shared/plan.ts';
import { taskKey } from './key.ts';
import type { FinishedTask } from './scheduler.ts';

/** The finished tasks of a run by id, in the order of the plan. */
export function finishedTasks(
  { tasks }: Pick<RunState, 'tasks'>,
  files: ReadonlyMap<string, NamedArtefact>,
): ReadonlyMap<TaskId, FinishedTask> {
  const keys = new Map<TaskId, string>();
  const finished = new Map<TaskId, FinishedTask>();
  for (const state of inOrder(tasks)) {
    if (state.status === 'finished') {
      const { assignment, seed, output, task } = state;
      const key = assignment && taskKey(task, { model: assignment.model, seed }, { files, keys });
      if (key !== undefined) {
        keys.set(task.id, key);
      }
      finished.set(task.id, { output, seed, key });
    }
  }
  return finished;
}

/** Dependencies before dependents; a plan need not be listed so. */
function inOrder(tasks: RunState['tasks']): RunState['tasks'] {
  const byId = new Map(tasks.map((state) => [state.task.id, state]));
  const ordered = new Set<RunState['tasks'][number]>();
  const pending = tasks.toReversed();
  const entered = new Set<TaskId>();
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const { id, dependencies } = state.task;
    const before = dependencies.flatMap((dependency) => byId.get(dependency) ?? []);
    const open = entered.has(id) ? [] : before.filter((dependency) => !ordered.has(dependency));
    if (open.length === 0) {
      ordered.add(state);
    } else {
      entered.add(id);
      pending.push(state, ...open);
    }
  }
  return [...ordered];
}

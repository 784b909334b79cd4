// The tasks of a run as they are shown: what was running when its run broke off has stopped.

import type { RunState, TaskState } from '../../shared/events.ts';

/** By the state that it stands for, so that a state that did not change is not drawn again. */
const stopped = new WeakMap<TaskState, TaskState>();

export function shownTasks(
  run: Pick<RunState, 'status' | 'tasks' | 'endedAt'>,
): readonly TaskState[] {
  return run.status === 'running' ? run.tasks : run.tasks.map((state) => stop(state, run.endedAt));
}

function stop(state: TaskState, endedAt: number | undefined): TaskState {
  if (state.status !== 'running') {
    return state;
  }
  const known = stopped.get(state);
  if (known !== undefined) {
    return known;
  }
  const { task, assignment, attempts, seed, startedAt } = state;
  const shown: TaskState = {
    ...{ task, assignment, attempts, seed, startedAt },
    status: 'cancelled',
    ...(endedAt !== undefined && { endedAt }),
  };
  stopped.set(state, shown);
  return shown;
}

// The tasks of a run as they are shown: what was running when its run broke off has stopped, and no model
// is on its way any more.

import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';

/** By the state that it stands for, so that a state that did not change is not drawn again. */
const stopped = new WeakMap<TaskState, TaskState>();

export function shownTasks(
  run: Pick<RunState, 'status' | 'tasks' | 'endedAt'>,
): readonly TaskState[] {
  return run.status === 'running' ? run.tasks : run.tasks.map((state) => stop(state, run.endedAt));
}

function stop(state: TaskState, endedAt: number | undefined): TaskState {
  const known = stopped.get(state);
  if (known !== undefined) {
    return known;
  }
  const shown = stoppedState(state, endedAt);
  stopped.set(state, shown);
  return shown;
}

function stoppedState(state: TaskState, endedAt: number | undefined): TaskState {
  const { task, assignment, attempts, seed } = state;
  const base = { task, assignment, attempts, seed };
  if (state.status === 'running') {
    const { startedAt } = state;
    return { ...base, status: 'cancelled', startedAt, ...(endedAt !== undefined && { endedAt }) };
  }
  const isFetching = state.status === 'waiting' && state.fetching !== undefined;
  return isFetching ? { ...base, status: 'waiting' } : state;
}

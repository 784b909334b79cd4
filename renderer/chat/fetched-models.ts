// The models that a run is fetching, each once, however many of its tasks wait for it.

import type { RunState } from '../../shared/events.ts';
import type { Fetching } from '../../shared/task-states.ts';

export function fetchedModels({ status, tasks }: Pick<RunState, 'status' | 'tasks'>) {
  const byModel = new Map<string, Fetching>();
  for (const state of status === 'running' ? tasks : []) {
    const fetching = state.status === 'waiting' ? state.fetching : undefined;
    const known = fetching && byModel.get(fetching.model);
    if (fetching !== undefined && (known === undefined || isFurther(fetching, known))) {
      byModel.set(fetching.model, fetching);
    }
  }
  return [...byModel.values()];
}

/** A task that has joined later may not have been told yet. */
function isFurther(one: Fetching, other: Fetching): boolean {
  return one.doneBytes > other.doneBytes || one.totalBytes > other.totalBytes;
}

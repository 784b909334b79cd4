// Stage 3: runs the tasks of a plan as they arrive. Event-driven: a task starts the moment its last
// dependency has ended and a slot of its kind is free, and every task ends in exactly one named state.

import type { Plan, TaskId } from '../../shared/plan.ts';
import { Scheduler, type SchedulerDeps } from './execution/scheduler.ts';
import type { Selection } from './select.ts';

export interface Execution {
  /** Takes tasks whose dependencies came before or come with them. */
  readonly add: (tasks: Plan, selections: ReadonlyMap<TaskId, Selection>) => void;
  /** Stops one task; what depends on it is skipped. */
  readonly cancel: (task: TaskId) => void;
  /**
   * No more tasks will come. Resolves when every task has ended; rejects only where an event can't be
   * stored, and then with nothing left running.
   */
  readonly finish: () => Promise<void>;
}

export function startExecution(deps: SchedulerDeps, signal: AbortSignal): Execution {
  const scheduler = new Scheduler(deps);
  const onAbort = () => scheduler.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    add: (tasks, selections) => {
      scheduler.add(tasks, selections);
      if (signal.aborted) {
        onAbort();
      }
    },
    cancel: (task) => scheduler.cancel(task),
    finish: async () => {
      try {
        await scheduler.ended();
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

// What is known of the tasks of a plan before it runs: which can't be done here, which are left out with
// those, and which need a model that has to be fetched first.

import type { Candidate } from '../../shared/models.ts';
import type { TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';

export type Prospect =
  | { readonly kind: 'possible' }
  | { readonly kind: 'download'; readonly fetch: NonNullable<Candidate['fetch']> }
  /** Nothing that is known can do it here. */
  | { readonly kind: 'impossible' }
  /** It needs what an impossible task would make. */
  | { readonly kind: 'cut-off'; readonly because: TaskState };

/** @param tasks each after those that it depends on, as plans have them */
export function prospectsOf(tasks: readonly TaskState[]): ReadonlyMap<TaskId, Prospect> {
  const states = new Map(tasks.map((state) => [state.task.id, state]));
  const prospects = new Map<TaskId, Prospect>();
  const causeOf = (id: TaskId): TaskState | undefined => {
    const prospect = prospects.get(id);
    return prospect?.kind === 'cut-off'
      ? prospect.because
      : prospect?.kind === 'impossible'
        ? states.get(id)
        : undefined;
  };
  for (const { task, assignment } of tasks) {
    const because = task.dependencies.map(causeOf).find((cause) => cause !== undefined);
    const chosen = assignment?.candidates.find(
      ({ id, host }) => id === assignment.model.id && host === assignment.model.host,
    );
    prospects.set(task.id, prospectOf({ isKnown: assignment !== undefined, because, chosen }));
  }
  return prospects;
}

interface Facts {
  /** Some model can do it. */
  readonly isKnown: boolean;
  readonly because: TaskState | undefined;
  readonly chosen: Candidate | undefined;
}

function prospectOf({ isKnown, because, chosen }: Facts): Prospect {
  if (!isKnown) {
    return { kind: 'impossible' };
  }
  if (because !== undefined) {
    return { kind: 'cut-off', because };
  }
  return chosen?.fetch === undefined
    ? { kind: 'possible' }
    : { kind: 'download', fetch: chosen.fetch };
}

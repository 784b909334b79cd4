// A plan that is shown before it runs: it waits for the person's word, and runs as it was changed.

import { isDeepStrictEqual } from 'node:util';
import type { KnownFile, Plan } from '../../shared/plan.ts';
import type { RunControl } from './control.ts';
import type { Journal } from './journal.ts';
import { editPlan } from './rerun.ts';

export interface ReviewContext {
  readonly journal: Pick<Journal, 'emit'>;
  readonly control: RunControl;
  /** The files that a changed argument may name. */
  readonly known: readonly KnownFile[];
}

/**
 * @returns the plan as it is to run
 * @throws the reason of the run's signal where it was refused or the run was stopped
 */
export async function reviewPlan(
  plan: Plan,
  { journal, control, known }: ReviewContext,
): Promise<Plan> {
  journal.emit({ type: 'review-asked' });
  const reviewed = await control.reviewed(({ isApproved, edits = [] }) =>
    isApproved ? keepUnchanged(plan, editPlan(plan, edits, known)) : undefined,
  );
  if (reviewed === undefined) {
    journal.emit({ type: 'reviewed', isApproved: false });
    control.cancel();
    throw control.signal.reason;
  }
  const changed = reviewed.filter((task) => !plan.includes(task));
  if (changed.length > 0) {
    journal.emit({ type: 'planned', tasks: changed, isComplete: true });
  }
  journal.emit({ type: 'reviewed', isApproved: true });
  return reviewed;
}

/** The tasks themselves where nothing of them changed. */
function keepUnchanged(before: Plan, after: Plan): Plan {
  return after.map((task, index) => {
    const same = before[index];
    return same !== undefined && isDeepStrictEqual(task, same) ? same : task;
  });
}

// A run repeated with changes: the plan edited in its wire form and compiled again, and what the
// change does not reach taken over as it was.

import { AppError, detail } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import { downstreamCone, type KnownFile, type Plan, type TaskId } from '../../shared/plan.ts';
import { printPlan } from '../../shared/wire.ts';
import { refusal } from './plan.ts';
import { compilePlan } from './planning/compile.ts';

/** Changes of one task. */
export interface TaskEdit {
  readonly task: TaskId;
  /** New arguments by slot, in wire form; '' leaves an optional slot empty. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Id of the model that is to do it. */
  readonly model?: string;
  /** For a model that is not deterministic. */
  readonly seed?: number;
}

export interface RerunChanges {
  /** Done again with all that depends on it, even where a result of the same work is there. */
  readonly from?: TaskId;
  readonly edits?: readonly TaskEdit[];
}

export interface RerunPlan {
  readonly plan: Plan;
  /** Tasks that take over what they made before. */
  readonly pinned: ReadonlySet<TaskId>;
  /** Tasks for which kept results don't count. */
  readonly fresh: ReadonlySet<TaskId>;
}

/** @throws AppError PLAN_INVALID where a change names no task or makes a plan that can't run */
export function planRerun(
  state: RunState,
  { from, edits = [] }: RerunChanges,
  known: readonly KnownFile[],
): RerunPlan {
  const before = state.tasks.map(({ task }) => task);
  const changed = [...edits.map(({ task }) => task), ...(from === undefined ? [] : [from])];
  refuseMissing(before, changed);
  const plan = editPlan(before, edits, known);
  const cone = downstreamCone(plan, changed);
  const isPinned = ({ task, status }: RunState['tasks'][number]) =>
    status === 'finished' && !cone.has(task.id);
  return {
    plan,
    pinned: new Set(state.tasks.filter(isPinned).map(({ task }) => task.id)),
    fresh: downstreamCone(plan, from === undefined ? [] : [from]),
  };
}

function refuseMissing(plan: Plan, named: readonly TaskId[]): void {
  const missing = named.find((id) => !plan.some((task) => task.id === id));
  if (missing !== undefined) {
    throw AppError.of('PLAN_INVALID', { problems: detail('run-lacks-task', { number: missing }) });
  }
}

/** @throws AppError PLAN_INVALID */
export function editPlan(
  before: Plan,
  edits: readonly TaskEdit[],
  known: readonly KnownFile[],
): Plan {
  refuseMissing(
    before,
    edits.map(({ task }) => task),
  );
  const byTask = new Map(edits.map((edit) => [edit.task, edit]));
  const wire = printPlan(before).map((task) => {
    const args = { ...task.args, ...byTask.get(task.id)?.arguments };
    // What an edited task needs follows from its new arguments.
    const dep = byTask.has(task.id) ? [] : task.dep;
    return {
      ...{ ...task, dep },
      args: Object.fromEntries(Object.entries(args).filter(([, text]) => text !== '')),
    };
  });
  const compiled = compilePlan(JSON.stringify(wire), known);
  if (!compiled.ok) {
    throw refusal(compiled.problems);
  }
  const chosen = new Map(before.map(({ id, model, seed }) => [id, { model, seed }]));
  return compiled.plan.map((task) => {
    const { model, seed } = { ...chosen.get(task.id), ...defined(byTask.get(task.id)) };
    return { ...task, ...(model !== undefined && { model }), ...(seed !== undefined && { seed }) };
  });
}

/** What an edit says of model and seed; what it leaves out stays as it was. */
function defined(edit: TaskEdit | undefined): Pick<TaskEdit, 'model' | 'seed'> {
  return {
    ...(edit?.model !== undefined && { model: edit.model }),
    ...(edit?.seed !== undefined && { seed: edit.seed }),
  };
}

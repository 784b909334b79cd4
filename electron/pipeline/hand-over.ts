// Hands tasks with their selections to execution: at once, or when their model has come and what they
// depend on was handed over. What waits here keeps nothing else from running.

import { AppError, toErrorReport } from '../../shared/errors.ts';
import type { Plan, Task, TaskId } from '../../shared/plan.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { RunControl } from './control.ts';
import type { PipelineDeps } from './deps.ts';
import type { Execution } from './execute.ts';
import type { Emit } from './journal.ts';
import { createObtaining, type Obtain } from './obtain.ts';
import type { Person } from './person.ts';
import { assignmentOf, canBeBetter, type Selection, selectModels } from './select.ts';

export interface HandOverContext {
  readonly deps: PipelineDeps;
  readonly emit: Emit;
  readonly control: RunControl;
  readonly person: Person;
  readonly execution: Execution;
  /** Tasks that need no model any more. */
  readonly finished: ReadonlySet<TaskId>;
}

type Selections = ReadonlyMap<TaskId, Selection>;

export interface HandOver {
  /** Says which models the tasks have. */
  readonly announce: (tasks: Plan, selections: Selections) => void;
  /** Takes tasks whose dependencies came before or come with them. */
  readonly give: (tasks: Plan, selections: Selections) => void;
  /** Resolves when execution has every task; rejects where an event can't be stored. */
  readonly ended: () => Promise<void>;
}

/** Of a task that was stopped before it had a model. */
const STOPPED: Selection = { ok: false, error: toErrorReport(AppError.of('CANCELLED', {})) };

export function createHandOver(context: HandOverContext): HandOver {
  const { deps, emit, control, execution, finished } = context;
  const ways = { obtain: createObtaining(context), look: createLooking(context) };
  const pending = new Map<TaskId, Promise<void>>();
  const failures: unknown[] = [];

  const announce = (tasks: Plan, selections: Selections) => {
    for (const { id } of tasks) {
      const assignment = assignmentOf(selections.get(id));
      if (assignment !== undefined && !finished.has(id)) {
        emit({ type: 'assigned', task: id, assignment });
      }
    }
  };
  const handOver = (tasks: Plan, selections: Selections) => {
    execution.add(tasks, selections);
    control.attach(execution);
  };
  const isUnsettled = (task: Task, selection: Selection) =>
    !finished.has(task.id) &&
    (selection.distant !== undefined || canBeBetter(task, selection, deps));

  const settled = async (open: OpenTask): Promise<Selection> => {
    const { task, selection } = open;
    if (open.isSettled) {
      return selection;
    }
    try {
      const found = await settle(open, ways, context);
      announce([task], new Map([[task.id, found]]));
      return found;
    } catch (error) {
      if (!control.signalOf(task.id).aborted) {
        failures.push(error);
        control.cancel();
      }
      return STOPPED;
    }
  };
  const later = async (open: OpenTask): Promise<void> => {
    const { task } = open;
    const before = task.dependencies.flatMap((id) => pending.get(id) ?? []);
    const selection = await settled(open);
    await Promise.all(before);
    handOver([task], new Map([[task.id, selection]]));
  };

  return {
    announce,
    give: (tasks, selections) => {
      const ready: Task[] = [];
      for (const task of tasks) {
        const selection = selections.get(task.id);
        const follows = task.dependencies.some((id) => pending.has(id));
        const isSettled = selection === undefined || !isUnsettled(task, selection);
        if (selection !== undefined && (follows || !isSettled)) {
          pending.set(task.id, later({ task, selection, isSettled, batch: tasks }));
        } else {
          ready.push(task);
        }
      }
      handOver(ready, selections);
    },
    ended: async () => {
      await Promise.all(pending.values());
      if (failures.length > 0) {
        throw failures[0];
      }
    },
  };
}

interface OpenTask {
  readonly task: Task;
  readonly selection: Selection;
  /** It has the model that it will have. */
  readonly isSettled: boolean;
  /** The tasks that came with it. */
  readonly batch: Plan;
}

/** Asks the Hub; why it could not be asked is told once for each type. */
function createLooking({ deps, emit }: Pick<HandOverContext, 'deps' | 'emit'>) {
  const told = new Set<TaskType>();
  return async (type: TaskType, signal: AbortSignal): Promise<void> => {
    const error = await deps.lookFurther(type, signal);
    if (error !== undefined && !told.has(type)) {
      told.add(type);
      emit({ type: 'noted', note: { code: 'HUB_UNASKED', task: type, error } });
    }
  };
}

interface Ways {
  readonly obtain: Obtain;
  readonly look: ReturnType<typeof createLooking>;
}

/** Looks further where nothing here can do it, and fetches what was found where the person wants it. */
async function settle(
  { task, selection: first, batch }: OpenTask,
  { obtain, look }: Ways,
  { deps, control, person }: HandOverContext,
): Promise<Selection> {
  const { type, model } = task;
  let selection = first;
  if (canBeBetter(task, selection, deps)) {
    await look(type, control.signalOf(task.id));
    selection = selectModels([task], deps).get(task.id) ?? selection;
  }
  const { distant } = selection;
  if (distant === undefined || !person.isThere) {
    return { ...selection, distant: undefined };
  }
  const alike = batch.filter((one) => one.type === type && one.model === model);
  return obtain({ task, selection, distant, tasks: alike.map(({ id }) => id) });
}

// Gives the tasks of a plan their models as it arrives, and hands them to execution. A task that the
// controller has to choose a model for waits for the end of the plan with what depends on it; one that has
// a single candidate never does. A plan under review waits as a whole.

import type { KnownFile, Plan, Task, TaskId } from '../../shared/plan.ts';
import type { ControllerContext } from '../controllers/controller.ts';
import { chooseModels, isOpen } from './choose.ts';
import type { RunControl } from './control.ts';
import type { PipelineDeps } from './deps.ts';
import type { Execution } from './execute.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import type { Journal } from './journal.ts';
import type { Person } from './person.ts';
import { reviewPlan } from './review.ts';
import { type Selection, selectModels } from './select.ts';

export interface Assigning {
  readonly request: string;
  readonly execution: Execution;
  /** Tasks that need no model any more. */
  readonly finished: ReadonlySet<TaskId>;
  readonly isReviewed: boolean;
  readonly known: readonly KnownFile[];
}

export interface AssignContext {
  readonly deps: PipelineDeps;
  readonly journal: Journal;
  readonly control: RunControl;
  readonly person: Person;
  readonly asking: ControllerContext;
}

/** Resolves when execution has every task. */
export async function assignTasks(
  plan: AsyncIterable<Plan> | readonly Plan[],
  work: Assigning,
  context: AssignContext,
): Promise<void> {
  const { deps, journal, control, person } = context;
  const { execution, finished } = work;
  const emit = journal.emit;
  const handOver = createHandOver({ deps, emit, control, person, execution, finished });
  try {
    await assignAll(plan, work, { ...context, handOver });
  } catch (error) {
    control.cancel(); // a plan that breaks off takes what waits for its model with it
    await handOver.ended();
    throw error;
  }
  await handOver.ended();
}

type Handing = AssignContext & { readonly handOver: HandOver };

async function assignAll(
  plan: AsyncIterable<Plan> | readonly Plan[],
  work: Assigning,
  context: Handing,
): Promise<void> {
  const { deps, handOver } = context;
  const held: Task[] = [];
  for await (const tasks of plan) {
    const selections = selectModels(tasks, deps);
    const free: Task[] = [];
    for (const task of tasks) {
      const waits = isHeld(task, { held, selection: selections.get(task.id), work, deps });
      (waits ? held : free).push(task);
    }
    handOver.announce(free, selections);
    handOver.give(free, selections);
  }
  if (held.length > 0) {
    await assignHeld(held, work, context);
  }
}

interface Holding {
  readonly held: readonly Task[];
  readonly selection: Selection | undefined;
  readonly work: Assigning;
  readonly deps: PipelineDeps;
}

function isHeld(task: Task, { held, selection, work, deps }: Holding): boolean {
  const isToBeChosen =
    deps.controller.choose !== undefined && !work.finished.has(task.id) && isOpen(task, selection);
  return (
    work.isReviewed ||
    isToBeChosen ||
    task.dependencies.some((id) => held.some((one) => one.id === id))
  );
}

async function assignHeld(held: Plan, work: Assigning, context: Handing): Promise<void> {
  const { deps, journal, control, asking, handOver } = context;
  const { request, finished } = work;
  const open = held.filter(({ id }) => !finished.has(id));
  const selections = selectModels(held, deps);
  const chosen = await chooseModels({ request, tasks: open, selections }, deps, asking);
  handOver.announce(held, chosen);
  if (!work.isReviewed) {
    handOver.give(held, chosen);
    return;
  }
  const reviewed = await reviewPlan(held, { journal, control, known: work.known });
  const changed = reviewed.filter((task) => !held.includes(task));
  const anew = new Map([...chosen, ...selectModels(changed, deps)]);
  handOver.announce(changed, anew);
  handOver.give(reviewed, anew);
}

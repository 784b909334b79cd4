// Stage 2's question: where several models could do a task, the controller chooses among the best of them,
// once for the whole plan. What it says counts only where it was offered; else the ranking stands.

import { AppError, toErrorReport } from '../../shared/errors.ts';
import type { Task, TaskId } from '../../shared/plan.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { printPlan } from '../../shared/wire.ts';
import type {
  ChoiceInput,
  Controller,
  ControllerContext,
  ModelChoice,
  OfferedCandidate,
} from '../controllers/controller.ts';
import type { Expert } from '../experts/expert.ts';
import type { PipelineDeps } from './deps.ts';
import { isOwnTask } from './ranking/own-tasks.ts';
import { assignModel, type Selection } from './select.ts';

type Selected = Extract<Selection, { readonly ok: true }>;

/** How many candidates of a task are offered. */
const OFFERED = 5;

/** Whether there is anything to ask: several models, none chosen or pinned, and not the controller's own. */
export function isOpen(task: Task, selection: Selection | undefined): boolean {
  if (selection?.ok !== true || task.model !== undefined || selection.experts.length < 2) {
    return false;
  }
  const isOwn = isOwnTask(task.type) && selection.experts[0].model.host === 'controller';
  return !isOwn && selection.isPinned !== true;
}

export interface Choosing {
  readonly request: string;
  readonly tasks: readonly Task[];
  readonly selections: ReadonlyMap<TaskId, Selection>;
}

/** The selections with the controller's choices; as they were where it has none or fails. */
export async function chooseModels(
  { request, tasks, selections }: Choosing,
  { controller, records }: Pick<PipelineDeps, 'controller' | 'records'>,
  context: ControllerContext,
): Promise<ReadonlyMap<TaskId, Selection>> {
  const open = tasks.filter((task) => isOpen(task, selections.get(task.id)));
  if (open.length === 0 || controller.choose === undefined) {
    return selections;
  }
  const chosen = new Map(selections);
  for (const choice of await ask({ request, open, selections, records }, controller, context)) {
    const selection = selections.get(choice.task);
    const task = open.find(({ id }) => id === choice.task);
    if (selection?.ok === true && task !== undefined) {
      chosen.set(choice.task, applyChoice(selection, choice, context));
    }
  }
  return chosen;
}

interface Question {
  readonly request: string;
  readonly open: readonly Task[];
  readonly selections: ReadonlyMap<TaskId, Selection>;
  readonly records: PipelineDeps['records'];
}

async function ask(
  { request, open, selections, records }: Question,
  { choose }: Controller,
  context: ControllerContext,
): Promise<readonly ModelChoice[]> {
  const wire = new Map(printPlan(open).map((task) => [task.id, task]));
  const tasks = open.flatMap(({ id, type }) => {
    const [task, selection] = [wire.get(id), selections.get(id)];
    return task === undefined || selection?.ok !== true
      ? []
      : [{ task, candidates: offer(type, selection, records) }];
  });
  const input: ChoiceInput = { request, tasks };
  try {
    return (await choose?.(input, context)) ?? [];
  } catch (thrown) {
    if (context.signal.aborted || !(thrown instanceof AppError)) {
      throw thrown;
    }
    context.noted({ code: 'FELL_BACK', stage: 'choose', error: toErrorReport(thrown) });
    return [];
  }
}

function offer(
  type: TaskType,
  { experts, assignment }: Selected,
  records: PipelineDeps['records'],
): readonly OfferedCandidate[] {
  return experts.slice(0, OFFERED).flatMap((expert) => {
    const { id, host, description, licence, languages } = expert.model;
    const candidate = assignment.candidates.find((one) => one.id === id && one.host === host);
    const record = records.statistics(type, id, host);
    return candidate === undefined
      ? []
      : [{ ...candidate, description, licence, languages, ...expert.facts?.(), ...record }];
  });
}

/** The chosen one first; the others follow where it fails. */
function applyChoice(
  selection: Selected,
  { task, model, reason }: ModelChoice,
  { noted }: ControllerContext,
): Selected {
  const offered = selection.experts.slice(0, OFFERED);
  const expert = offered.find(({ model: { id } }) => id === model);
  if (expert === undefined) {
    noted({ code: 'CHOICE_IGNORED', task, model });
    return selection;
  }
  const rest = selection.experts.filter((other) => other !== expert);
  const experts: readonly [Expert, ...Expert[]] = [expert, ...rest];
  return { ...selection, experts, assignment: assignModel(expert, reason, selection.assignment) };
}

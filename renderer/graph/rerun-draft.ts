// What the person has changed in the tasks of a run and not run yet, and the request that it makes.

import type { TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { taskEntry } from '../../shared/tasks.ts';
import { printArgument } from '../../shared/wire.ts';

/** Changes of one task; what is not there is as it was. */
export interface TaskDraft {
  /** By slot, in wire form. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly model?: string | undefined;
  readonly seed?: number | undefined;
}

export type Drafts = ReadonlyMap<TaskId, TaskDraft>;

export const NO_DRAFTS: Drafts = new Map();
const UNCHANGED: TaskDraft = { arguments: {} };

/** A slot as the run has it, in wire form; '' where it is empty. */
export function slotText({ task }: TaskState, slot: string): string {
  const argument = task.arguments[slot];
  return argument === undefined ? '' : printArgument(argument);
}

/** The model that did the task, or is to do it. */
export function modelOf({ task, assignment }: TaskState): string | undefined {
  return assignment?.model.id ?? task.model;
}

/** The same drafts with more changes of one task; what is back where it was is no change any more. */
export function withChange(drafts: Drafts, state: TaskState, change: Partial<TaskDraft>): Drafts {
  const before = drafts.get(state.task.id) ?? UNCHANGED;
  const merged = { ...before, ...change, arguments: { ...before.arguments, ...change.arguments } };
  const changed = Object.entries(merged.arguments).filter(
    ([slot, text]) => text !== slotText(state, slot),
  );
  const model = merged.model === modelOf(state) ? undefined : merged.model;
  const seed = merged.seed === state.seed ? undefined : merged.seed;
  const next = new Map(drafts);
  if (changed.length === 0 && model === undefined && seed === undefined) {
    next.delete(state.task.id);
  } else {
    next.set(state.task.id, { arguments: Object.fromEntries(changed), model, seed });
  }
  return next;
}

interface Edit {
  readonly task: TaskId;
  readonly arguments?: Record<string, string>;
  readonly model?: string;
  readonly seed?: number;
}

interface Changes {
  readonly from: TaskId;
  readonly edits?: Edit[];
}

/** A rerun with all that was changed, in which the task itself and what depends on it is done again. */
export function changesFrom(from: TaskId, drafts: Drafts): Changes {
  const edits = editsOf(drafts);
  return { from, ...(edits.length > 0 && { edits }) };
}

/** All that was changed, as the engine takes it. */
export function editsOf(drafts: Drafts): Edit[] {
  return [...drafts].map(([task, { arguments: texts, model, seed }]) => ({
    task,
    ...(Object.keys(texts).length > 0 && { arguments: { ...texts } }),
    ...(model !== undefined && { model }),
    ...(seed !== undefined && { seed }),
  }));
}

/** Slots that must hold something and would be empty. */
export function missingSlots(state: TaskState, draft: TaskDraft | undefined): readonly string[] {
  return Object.entries(taskEntry(state.task.type).inputs).flatMap(([slot, { required }]) =>
    required && (draft?.arguments[slot] ?? slotText(state, slot)).trim() === '' ? [slot] : [],
  );
}

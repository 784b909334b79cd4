// Gives every written task its type, and turns links between names into links between tasks.
// The table of names and aliases is shared/tasks.ts.

import { isTaskType, resolveTaskType, TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';
import { type Findings, listed, problem, quoted, repair } from './findings.ts';
import type { StatedLink, WrittenLink, WrittenPlan, WrittenTask } from './shape.ts';

/** A task that another waits for: by the number written, or by its place where a name was written. */
export type NumberedLink = { readonly number: number } | { readonly at: number };

export interface NamedTask extends Omit<WrittenTask, 'names' | 'stated'> {
  readonly type: TaskType;
  readonly stated: readonly NumberedLink[];
}

/** The tasks with their types; problems are noted where a name is none. */
export function nameTasks(written: WrittenPlan, findings: Findings): readonly NamedTask[] {
  const typed = written.tasks.flatMap((task) => {
    const type = typeOf(task, findings);
    return type === undefined ? [] : [{ ...task, type }];
  });
  if (typed.length < written.tasks.length) {
    return [];
  }
  const links = [
    ...typed.flatMap((task) => task.stated.map((source) => ({ source, target: { at: task.at } }))),
    ...written.links,
  ];
  const linked = new Map<number, NumberedLink[]>(typed.map(({ at }) => [at, []]));
  for (const link of links) {
    for (const { target, source } of resolveLink(link, typed, findings)) {
      linked.get(target)?.push(source);
    }
  }
  return typed.map(({ names: _, ...task }) => ({ ...task, stated: linked.get(task.at) ?? [] }));
}

function typeOf(task: WrittenTask, findings: Findings): TaskType | undefined {
  for (const name of task.names) {
    const type = isTaskType(name) ? name : lookUp(name);
    if (type !== undefined) {
      if (type !== name) {
        const message = `${quoted(name)} is the task type ${type}.`;
        repair(findings, 'RENAMED', message, task.id ?? task.at);
      }
      return type;
    }
  }
  const name = task.names[0] ?? '';
  problem(findings, 'UNKNOWN_TASK', {
    message: `There is no task type ${quoted(name)}. The nearest are ${listed(nearestTypes(name))}.`,
    task: task.id ?? task.at,
  });
  return undefined;
}

/** By the table's names, and with the words of "imageToText" taken apart. */
function lookUp(name: string): TaskType | undefined {
  if (name.length > 100) {
    return undefined;
  }
  return resolveTaskType(name) ?? resolveTaskType(name.replace(/([a-z0-9])(?=[A-Z])/g, '$1-'));
}

/** The three task types most like a name, the likest first. They are told, never taken. */
function nearestTypes(name: string): readonly TaskType[] {
  const wanted = pairsOf(name.slice(0, 100).toLowerCase());
  return TASK_TYPES.map((type) => ({ type, likeness: likeness(wanted, pairsOf(type)) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ type }) => type);
}

/** Sørensen and Dice's coefficient over pairs of letters, from 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / Math.max(1, a.size + b.size);
}

function pairsOf(word: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)),
  );
}

type Typed = WrittenTask & { readonly type: TaskType };
interface PlacedLink {
  readonly source: NumberedLink;
  /** The place of the task that waits. */
  readonly target: number;
}
type AnyLink =
  | WrittenLink
  | { readonly source: StatedLink; readonly target: { readonly at: number } };

/** A link as the pass after this one takes it: none where a name fits several tasks. */
function resolveLink(
  link: AnyLink,
  tasks: readonly Typed[],
  findings: Findings,
): readonly PlacedLink[] {
  const targets = targetsOf(link.target, tasks);
  const sources = sourcesOf(link.source, tasks);
  const few = targets.length * sources.length <= 4;
  const pairs = few
    ? targets.flatMap((target) => sources.map((source) => ({ source, target })))
    : [];
  const isSameName = typeof link.source === 'string' && link.source === link.target;
  const plain = pairs.filter(({ source, target }) =>
    !('at' in source) ? true : isSameName ? source.at < target : source.at !== target,
  );
  if (plain.length === 1) {
    return plain;
  }
  const message = `A link from ${worded(link.source)} does not say which task is meant and was left out.`;
  repair(findings, 'LINK_DROPPED', message);
  return [];
}

function worded(end: StatedLink): string {
  return typeof end === 'number' ? `task ${end}` : quoted(end);
}

function targetsOf(
  end: StatedLink | { readonly at: number },
  tasks: readonly Typed[],
): readonly number[] {
  if (typeof end === 'object') {
    return [end.at];
  }
  if (typeof end === 'number') {
    const named = tasks.filter(({ id, at }) => (id ?? at) === end);
    return named.map(({ at }) => at);
  }
  const meant = lookUp(end);
  return tasks.filter(({ type }) => type === meant).map(({ at }) => at);
}

function sourcesOf(end: StatedLink, tasks: readonly Typed[]): readonly NumberedLink[] {
  return typeof end === 'number' ? [{ number: end }] : targetsOf(end, tasks).map((at) => ({ at }));
}

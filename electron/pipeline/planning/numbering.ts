// Which task a written number means. Controllers count by id, from 0 or from 1; a reading is one of
// these ways, and graph.ts finds out which of them gives a plan without contradiction.

import type { TaskId } from '../../../shared/plan.ts';
import { type Findings, repair } from './findings.ts';
import type { NamedTask } from './names.ts';

/** Ways to read a number: as an id, as a place counted from 0, as a place counted from 1. */
export const READINGS = ['id', 'from-0', 'from-1'] as const;
export type Reading = (typeof READINGS)[number];

/** The place of the task that a number means, seen from the task at place `from`. */
export type Meaning = (number: number, from: number) => number | undefined;

export interface Numbering {
  /** By place: the id that each task has in the plan. */
  readonly ids: readonly TaskId[];
  readonly read: (reading: Reading) => Meaning;
}

/** Gives every task an id of its own: the one written where it can be kept. */
export function numberTasks(tasks: readonly NamedTask[], findings: Findings): Numbering {
  const holders = new Map<number, number[]>();
  for (const { id, at } of tasks) {
    if (id !== undefined) {
      holders.set(id, [...(holders.get(id) ?? []), at]);
    }
  }
  const base = firstNumber(tasks, holders);
  const ids = assignIds(tasks, base ?? 0);
  if (tasks.some(({ id }, at) => id !== ids[at])) {
    repair(findings, 'RENUMBERED', `The tasks were given ids of their own: ${shortList(ids)}.`);
  }
  const place = (at: number): number | undefined => (at >= 0 && at < tasks.length ? at : undefined);
  const byId: Meaning = (number, from) => {
    const all = holders.get(number) ?? [];
    if (all.length === 1) {
      return all[0];
    }
    const others = all.filter((at) => at !== from);
    const [other] = others;
    if (all.length === 2 && others.length === 1 && other !== undefined && other < from) {
      return other;
    }
    return base === undefined ? undefined : place(number - base);
  };
  const meanings: Readonly<Record<Reading, Meaning>> = {
    id: byId,
    'from-0': place,
    'from-1': (number) => place(number - 1),
  };
  return { ids, read: (reading) => meanings[reading] };
}

/**
 * The number of the first task where ids are missing or repeated, and those that are neither count
 * places: 0 or 1. Undefined where the written ids are to be taken at their word.
 */
function firstNumber(
  tasks: readonly NamedTask[],
  holders: ReadonlyMap<number, readonly number[]>,
): 0 | 1 | undefined {
  const own = tasks.filter(({ id }) => id !== undefined && holders.get(id)?.length === 1);
  if (own.length === tasks.length) {
    return undefined;
  }
  const counts = (base: number): boolean => own.every(({ id, at }) => id === at + base);
  if (counts(0)) {
    return 0;
  }
  return counts(1) ? 1 : undefined;
}

function assignIds(tasks: readonly NamedTask[], base: number): readonly TaskId[] {
  const written = new Set(tasks.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const taken = new Set<number>();
  let next = Math.max(base - 1 + tasks.length, ...written) + 1;
  return tasks.map(({ id, at }) => {
    let mine = id;
    if (mine === undefined || taken.has(mine)) {
      const byPlace = at + base;
      mine = written.has(byPlace) || taken.has(byPlace) ? next++ : byPlace;
    }
    taken.add(mine);
    return mine;
  });
}

function shortList(ids: readonly number[]): string {
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and so on` : ids.join(', ');
}

// The ways in which controllers spoil a plan. Each damage says what the compiler may make of it: the
// plan it came from, or nothing.

import type { Plan, WireTask } from '../../shared/plan.ts';
import { renumber } from './plans.ts';

/** A number in [0, below), drawn for this damage. */
export type Pick = (below: number) => number;

export function pickFrom(numbers: readonly number[]): Pick {
  let at = 0;
  return (below) => (numbers[at++ % numbers.length] ?? 0) % Math.max(1, below);
}

/** JSON in its smallest pieces: brackets, commas, colons and whole strings or numbers. */
export function piecesOfJson(value: unknown): string[] {
  if (Array.isArray(value)) {
    return ['[', ...separated(value.map(piecesOfJson)), ']'];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [
      JSON.stringify(key),
      ':',
      ...piecesOfJson(inner),
    ]);
    return ['{', ...separated(entries), '}'];
  }
  return [JSON.stringify(value)];
}

function separated(lists: readonly string[][]): string[] {
  return lists.flatMap((pieces, index) => (index === 0 ? pieces : [',', ...pieces]));
}

export type TextDamage = (pieces: readonly string[], pick: Pick) => string;

/** Indices of the pieces that pass. */
function where(
  pieces: readonly string[],
  test: (piece: string, index: number) => boolean,
): number[] {
  return pieces.flatMap((piece, index) => (test(piece, index) ? [index] : []));
}

function oneOf(indices: readonly number[], pick: Pick): number {
  return indices[pick(indices.length)] ?? -1;
}

function inserted(pieces: readonly string[], at: number, piece: string): string {
  return at < 0 ? pieces.join(' ') : [...pieces.slice(0, at), piece, ...pieces.slice(at)].join(' ');
}

function without(pieces: readonly string[], at: number): string {
  return pieces.filter((_, index) => index !== at).join(' ');
}

const isCloser = (piece: string): boolean => piece === ']' || piece === '}';
const isOpener = (piece: string): boolean => piece === '[' || piece === '{';

export const TEXT_DAMAGES: Readonly<Record<string, TextDamage>> = {
  'a trailing comma': (pieces, pick) => {
    const ends = where(pieces, (p, i) => isCloser(p) && !isOpener(pieces[i - 1] ?? '['));
    return inserted(pieces, oneOf(ends, pick), ',');
  },
  'a closing bracket missing': (pieces, pick) =>
    without(pieces, oneOf(where(pieces, isCloser), pick)),
  'closing brackets missing at the end': (pieces, pick) =>
    pieces.slice(0, pieces.length - 1 - pick(3)).join(''),
  'a closing bracket too many': (pieces, pick) => {
    const at = oneOf(where(pieces, isCloser), pick);
    return inserted(pieces, at, pieces[at] ?? '');
  },
  'an opening bracket missing': (pieces, pick) =>
    without(pieces, oneOf(where(pieces, isOpener), pick)),
  'an opening bracket too many': (pieces, pick) => {
    const at = oneOf(where(pieces, isOpener), pick);
    return inserted(pieces, at, pieces[at] ?? '');
  },
  'the list never opened': (pieces) => pieces.slice(1).join(' '),
  'the list neither opened nor closed': (pieces) => pieces.slice(1, -1).join('\n'),
  'a comma missing': (pieces, pick) =>
    without(
      pieces,
      oneOf(
        where(pieces, (p) => p === ','),
        pick,
      ),
    ),
  'a comma too many': (pieces, pick) =>
    inserted(
      pieces,
      oneOf(
        where(pieces, (p) => p === ','),
        pick,
      ),
      ',',
    ),
  'keys without quotes': (pieces) =>
    pieces.map((p, i) => (pieces[i + 1] === ':' ? p.slice(1, -1) : p)).join(' '),
  'a string in an envelope': (pieces) => JSON.stringify(pieces.join(' ')),
};

/** What a damage leaves of the plan's wire form, and the plan that may be made of it. */
export interface Damaged {
  readonly wire: readonly unknown[];
  readonly meant: Plan;
}
export type PlanDamage = (wire: readonly WireTask[], plan: Plan, pick: Pick) => Damaged;

const REFERENCE = /<resource-(\d+)>|<resource>-(\d+)/g;

/** Every reference written anew; `change` gets its number and its index in the plan. */
function withReferences(
  wire: readonly WireTask[],
  change: (number: number, index: number, from: WireTask) => number,
): WireTask[] {
  let index = 0;
  return wire.map((task) => ({
    ...task,
    args: Object.fromEntries(
      Object.entries(task.args).map(([slot, text]) => [
        slot,
        text.replace(
          REFERENCE,
          (_, closed, open) => `<resource-${change(Number(closed ?? open), index++, task)}>`,
        ),
      ]),
    ),
  }));
}

function countReferences(wire: readonly WireTask[]): number {
  return wire.flatMap(({ args }) =>
    Object.values(args).flatMap((text) => [...text.matchAll(REFERENCE)]),
  ).length;
}

function oneReference(
  wire: readonly WireTask[],
  pick: Pick,
  to: (from: WireTask) => number,
): WireTask[] {
  const chosen = pick(countReferences(wire));
  return withReferences(wire, (number, index, from) => (index === chosen ? to(from) : number));
}

/** The plan without the links that no reference bears out. */
export function onlyReferences(plan: Plan): Plan {
  return plan.map((task) => ({
    ...task,
    dependencies: task.dependencies.filter((id) =>
      JSON.stringify(task.arguments).includes(`"task":${id},`),
    ),
  }));
}

export const PLAN_DAMAGES: Readonly<Record<string, PlanDamage>> = {
  'a reference to the task itself': (wire, plan, pick) => ({
    wire: oneReference(wire, pick, (from) => from.id),
    meant: plan,
  }),
  'a reference to no task': (wire, plan, pick) => ({
    wire: oneReference(wire, pick, () => 900 + pick(50)),
    meant: plan,
  }),
  'a reference to the last task': (wire, plan, pick) => {
    const last = wire.at(-1)?.id ?? 0;
    const chosen = pick(countReferences(wire));
    let isTrue = false;
    const bent = withReferences(wire, (number, index, from) => {
      const bends = index === chosen && from.id !== last;
      isTrue ||= bends;
      return bends ? last : number;
    });
    // Where the last task waits for the bent one, there is a circle; else another valid plan.
    return {
      wire: isTrue && !feeds(wire, last, chosenTask(wire, chosen)) ? wire : bent,
      meant: plan,
    };
  },
  'a reference never filled in': (wire, plan, pick) => {
    const bent = oneReference(wire, pick, () => 987654);
    const json = JSON.stringify(bent).replace('<resource-987654>', '<GENERATED>-dep_id');
    return { wire: JSON.parse(json), meant: plan };
  },
  'tasks in another order': (wire, plan, pick) => ({
    wire: wire
      .map((task) => ({ task, key: pick(1000) }))
      .sort((a, b) => a.key - b.key)
      .map(({ task }) => task),
    meant: plan,
  }),
  'no links stated': (wire, plan) => ({
    wire: wire.map(({ dep: _, ...task }) => task),
    meant: onlyReferences(plan),
  }),
  'links to itself and to nowhere': (wire, plan, pick) => {
    const chosen = pick(wire.length);
    return {
      wire: wire.map((task, at) =>
        at === chosen ? { ...task, dep: [...task.dep, pick(2) === 0 ? task.id : 777] } : task,
      ),
      meant: plan,
    };
  },
  'a link against a reference': (wire, plan) => {
    const user = plan.find(({ arguments: args }) => JSON.stringify(args).includes('"from":"task"'));
    const source = user && Number(/"task":(\d+),/.exec(JSON.stringify(user.arguments))?.[1]);
    return {
      wire: wire.map((task) =>
        user !== undefined && task.id === source ? { ...task, dep: [...task.dep, user.id] } : task,
      ),
      meant: plan,
    };
  },
  'an id missing': (wire, plan, pick) => {
    const chosen = pick(wire.length);
    const withoutId = ({ id: _, ...task }: WireTask): unknown => task;
    return { wire: wire.map((task, at) => (at === chosen ? withoutId(task) : task)), meant: plan };
  },
  'an id repeated': (wire, plan, pick) => {
    const [chosen, other] = [pick(wire.length), pick(wire.length)];
    return {
      wire: wire.map((task, at) => (at === chosen ? { ...task, id: wire[other]?.id } : task)),
      meant: plan,
    };
  },
  'every id the same': (wire, plan) => ({
    wire: wire.map((task) => ({ ...task, id: 0 })),
    meant: plan,
  }),
  'ids from 1, numbers from 0': (wire, plan) => ({
    wire: wire.map((task) => ({ ...task, id: task.id + 1 })),
    meant: renumber(plan, (id) => id + 1),
  }),
  'ids from 0, numbers from 1': (wire, plan) => ({
    wire: withReferences(wire, (number) => number + 1).map((task) => ({
      ...task,
      dep: task.dep.map((to) => (to === -1 ? -1 : to + 1)),
    })),
    meant: plan,
  }),
  'references from 1': (wire, plan) => ({
    wire: withReferences(wire, (number) => number + 1),
    meant: plan,
  }),
};

/** The id of the task that holds the reference of this index. */
function chosenTask(wire: readonly WireTask[], chosen: number): number {
  let holder = -1;
  withReferences(wire, (number, index, from) => {
    holder = index === chosen ? from.id : holder;
    return number;
  });
  return holder;
}

/** Whether `id` waits for `source`, directly or through others. */
function feeds(wire: readonly WireTask[], id: number, source: number): boolean {
  const task = wire.find((one) => one.id === id);
  return task?.dep.some((to) => to === source || feeds(wire, to, source)) === true;
}

/**
 * Whether a plan with its numbers bent still holds when they are taken as they stand. Nobody can tell
 * such a plan from one that was meant so.
 */
export function holdsAtItsWord(wire: readonly unknown[]): boolean {
  // The damages that bend numbers keep the wire form.
  const tasks = wire as readonly WireTask[];
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.every(({ id, dep, args }) => {
    const referenced = Object.values(args).flatMap((text) =>
      [...text.matchAll(REFERENCE)].map((match) => Number(match[1] ?? match[2])),
    );
    return [...dep.filter((to) => to !== -1), ...referenced].every(
      (to) => to !== id && ids.has(to),
    );
  });
}

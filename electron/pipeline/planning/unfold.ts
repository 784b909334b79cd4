// A task that was given several things to work on, one after the other, becomes several tasks, and so
// does what works on what they make.

import { taskEntry } from '../../../shared/tasks.ts';
import { type Findings, LIMITS, listed, problem, repair } from './findings.ts';
import type { Waits } from './places.ts';
import { tooMany } from './shape.ts';
import type { Draft } from './types.ts';
import { asText, type Item, type Part } from './values.ts';

/** One task of the plan to be. References hold the index of a step in place of a task's place. */
export interface Step {
  readonly id: number;
  readonly type: Draft['type'];
  readonly slots: ReadonlyMap<string, Item>;
  /** Indices of the steps that it waits for, stated ones included. */
  readonly waits: ReadonlySet<number>;
  /** Which branch of which list it belongs to: the place of the unfolded task, and the entry's index. */
  readonly path: Path;
}
type Path = ReadonlyMap<number, number>;

interface Unfolding {
  readonly steps: Step[];
  /** By place: the indices of the steps that the task became. */
  readonly became: Map<number, readonly number[]>;
  readonly drafts: readonly Draft[];
  readonly stated: Waits;
  readonly findings: Findings;
  nextId: number;
}

/** The steps in `order`, which sorts the drafts; undefined where there would be too many. */
export function unfoldDrafts(
  drafts: readonly Draft[],
  graph: { readonly order: readonly number[]; readonly stated: Waits },
  findings: Findings,
): readonly Step[] | undefined {
  const nextId = Math.max(-1, ...drafts.map(({ id }) => id)) + 1;
  const { stated } = graph;
  const unfolding: Unfolding = { steps: [], became: new Map(), drafts, stated, findings, nextId };
  for (const at of graph.order) {
    const draft = drafts[at];
    if (draft !== undefined) {
      unfoldOne(draft, unfolding);
    }
    if (unfolding.steps.length > LIMITS.tasks) {
      problem(findings, 'TOO_MANY_TASKS', { message: tooMany(unfolding.steps.length) });
      return undefined;
    }
  }
  return unfolding.steps;
}

interface Branch {
  readonly item: Item | undefined;
  readonly path: Path;
}

function unfoldOne(draft: Draft, unfolding: Unfolding): void {
  const [first = ''] = Object.keys(taskEntry(draft.type).inputs);
  const items = draft.slots.get(first) ?? [];
  const branches = branchesOf(items, draft.at, unfolding);
  const mine: number[] = [];
  for (const [index, branch] of branches.entries()) {
    if (unfolding.steps.length > LIMITS.tasks) {
      return;
    }
    const id = index === 0 ? draft.id : unfolding.nextId++;
    mine.push(unfolding.steps.length);
    unfolding.steps.push(toStep(draft, { id, first, branch }, unfolding));
  }
  unfolding.became.set(draft.at, mine);
  if (mine.length > 1) {
    const ids = mine.map((index) => String(unfolding.steps[index]?.id));
    const words = ids.length > 8 ? `${ids.length} tasks` : `tasks ${listed(ids)}`;
    const message = `Task ${draft.id} (${draft.type}) has several things to work on and became ${words}.`;
    repair(unfolding.findings, 'UNFOLDED', message, draft.id);
  }
}

/** What the task works on, one branch for each; a task without a list has one branch. */
function branchesOf(items: readonly Item[], at: number, unfolding: Unfolding): readonly Branch[] {
  const flat = items.flatMap((item): readonly Branch[] => {
    if (item.from !== 'task') {
      return [{ item, path: new Map() }];
    }
    return (unfolding.became.get(item.at) ?? []).map((index) => ({
      item: { ...item, at: index },
      path: unfolding.steps[index]?.path ?? new Map(),
    }));
  });
  if (flat.length === 0) {
    return [{ item: undefined, path: new Map() }];
  }
  return items.length < 2
    ? flat
    : flat.map(({ item, path }, index) => ({ item, path: new Map([...path, [at, index]]) }));
}

function toStep(
  draft: Draft,
  own: { readonly id: number; readonly first: string; readonly branch: Branch },
  unfolding: Unfolding,
): Step {
  const { path } = own.branch;
  const slots = new Map<string, Item>();
  const waits = new Set<number>();
  for (const [name, [item]] of draft.slots) {
    const branched = name === own.first && own.branch.item !== undefined ? own.branch.item : item;
    if (branched !== undefined) {
      const isDone = branched.from === 'task' && name === own.first;
      slots.set(name, isDone ? branched : followBranches(branched, path, unfolding));
    }
  }
  for (const item of slots.values()) {
    const parts: readonly Item[] = item.from === 'template' ? item.parts : [item];
    for (const part of parts) {
      if (part.from === 'task') {
        waits.add(part.at);
      }
    }
  }
  for (const place of unfolding.stated[draft.at] ?? []) {
    for (const index of branchSteps(place, path, unfolding)) {
      waits.add(index);
    }
  }
  return { id: own.id, type: draft.type, slots, waits, path };
}

/** References of an item to the steps of its own branch; where it has none, to all of them. */
function followBranches(item: Item, path: Path, unfolding: Unfolding): Item {
  const between: Part = { from: 'literal', value: '\n' };
  const follow = (part: Part): readonly Part[] =>
    part.from !== 'task'
      ? [part]
      : branchSteps(part.at, path, unfolding).flatMap((at, index) =>
          index === 0 ? [{ ...part, at }] : [between, { ...part, at }],
        );
  if (item.from === 'url') {
    return item;
  }
  if (item.from === 'template') {
    return { from: 'template', parts: item.parts.flatMap(follow) };
  }
  return asText(follow(item));
}

function branchSteps(place: number, path: Path, unfolding: Unfolding): readonly number[] {
  const all = unfolding.became.get(place) ?? [];
  const same = all.filter((index) => {
    const theirs = unfolding.steps[index]?.path ?? new Map();
    return [...path].every(([axis, entry]) => !theirs.has(axis) || theirs.get(axis) === entry);
  });
  return same.length > 0 ? same : all;
}

// Which task waits for which: references of the arguments joined with the links that were stated.
// Broken references are marked here; what stands in for them is chosen in types.ts.

import { type Findings, problem, repair } from './findings.ts';
import type { NamedTask } from './names.ts';
import type { Meaning, Numbering, Reading } from './numbering.ts';
import { circling, feedersOf, sortPlaces, union, type Waits } from './places.ts';
import { referencesIn, type WrittenReference } from './references.ts';

/** Why a reference cannot be followed. */
export type Break = 'self' | 'dangling' | 'cycle' | 'kind';

/** What a reference leads to. */
export type Target = { readonly to: number } | { readonly broken: Break };

export interface Graph {
  /** Where a reference in the task at place `from` leads. */
  readonly follow: (from: number, reference: WrittenReference) => Target;
  /** The stated links that hold. */
  readonly stated: Waits;
  /** The references that hold. */
  readonly used: Waits;
  /** The places of the tasks that have a broken reference. */
  readonly broken: ReadonlySet<number>;
  /** Nothing was broken and nothing left out. */
  readonly isClean: boolean;
}

/** How the numbers of stated links and of references are read. */
export interface ReadingPair {
  readonly stated: Reading;
  readonly references: Reading;
}

/** The graph under one pair of readings; a cycle that cannot be undone is noted as a problem. */
export function joinGraph(
  tasks: readonly NamedTask[],
  numbers: { readonly numbering: Numbering; readonly readings: ReadingPair },
  findings: Findings,
): Graph {
  const { numbering, readings } = numbers;
  const meaning = numbering.read(readings.references);
  const links = readLinks(tasks, numbering.read(readings.stated));
  const written = tasks.map((task) => referencedBy(task, meaning));
  const cut = cutCycles(written, links.stated);
  const used = written.map((targets, at) => new Set([...targets].filter((to) => !cut(at, to))));
  const stated = withoutContradictions(used, links.stated);
  const drops = [...links.dropped, ...stated.dropped];
  for (const { at, words } of drops) {
    const id = numbering.ids[at] ?? at;
    repair(findings, 'LINK_DROPPED', `Task ${id} does not wait for ${words}.`, id);
  }
  const follow = (from: number, { number }: WrittenReference): Target => {
    const to = number === undefined ? undefined : meaning(number, from);
    if (to === undefined) {
      return { broken: 'dangling' };
    }
    if (to === from) {
      return { broken: 'self' };
    }
    return cut(from, to) ? { broken: 'cycle' } : { to };
  };
  const broken = tasks.filter((task) =>
    referencesOf(task).some((reference) => 'broken' in follow(task.at, reference)),
  );
  const order = sortPlaces(union(used, stated.waits));
  if (order === undefined) {
    problem(findings, 'CYCLE', { message: 'Some tasks wait for each other in a circle.' });
  }
  const isClean = broken.length === 0 && drops.length === 0 && order !== undefined;
  return {
    follow,
    stated: stated.waits,
    used,
    broken: new Set(broken.map(({ at }) => at)),
    isClean,
  };
}

export function referencesOf(task: NamedTask): readonly WrittenReference[] {
  return task.entries.flatMap(({ values }) => values.flatMap((value) => referencesIn(value)));
}

interface Drop {
  readonly at: number;
  readonly words: string;
}

function readLinks(
  tasks: readonly NamedTask[],
  meaning: Meaning,
): { readonly stated: Waits; readonly dropped: readonly Drop[] } {
  const dropped: Drop[] = [];
  const stated = tasks.map(({ at, stated: links }) => {
    const places = new Set<number>();
    for (const link of links) {
      const to = 'at' in link ? link.at : meaning(link.number, at);
      if (to === undefined || to === at) {
        const number = 'at' in link ? link.at : link.number;
        dropped.push({ at, words: to === at ? 'itself' : `task ${number}, which is not there` });
      } else {
        places.add(to);
      }
    }
    return places;
  });
  return { stated, dropped };
}

function referencedBy(task: NamedTask, meaning: Meaning): ReadonlySet<number> {
  return new Set(
    referencesOf(task)
      .map(({ number }) => (number === undefined ? undefined : meaning(number, task.at)))
      .filter((to): to is number => to !== undefined && to !== task.at),
  );
}

type IsCut = (from: number, to: number) => boolean;

/** On a circle, references that contradict the stated links of their own task are cut. */
function cutCycles(references: Waits, stated: Waits): IsCut {
  const core = circling(union(references, stated));
  return (from, to) => {
    const links = stated[from] ?? new Set();
    return core.has(from) && core.has(to) && links.size > 0 && !links.has(to);
  };
}

/** Leaves out stated links that run against the references: what feeds a task cannot wait for it. */
function withoutContradictions(
  used: Waits,
  stated: Waits,
): { readonly waits: Waits; readonly dropped: readonly Drop[] } {
  const order = sortPlaces(used);
  if (order === undefined || sortPlaces(union(used, stated)) !== undefined) {
    return { waits: stated, dropped: [] };
  }
  const feeders = feedersOf(used, order);
  const dropped: Drop[] = [];
  const waits = stated.map((links, at) => {
    const kept = [...links].filter((to) => !feeders[to]?.has(at));
    if (kept.length < links.size) {
      dropped.push({ at, words: 'a task that waits for it' });
    }
    return new Set(kept);
  });
  return { waits, dropped };
}

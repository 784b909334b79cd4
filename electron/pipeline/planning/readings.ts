// Chooses among the ways of reading a plan's numbers, once each has been tried: the one at its word
// unless it contradicts itself, another where that one is plain, none where two are equally good.

import type { Plan, Problem, Repair } from '../../../shared/plan.ts';
import { type Findings, problem } from './findings.ts';
import type { Graph, ReadingPair } from './graph.ts';
import type { NamedTask } from './names.ts';
import { READINGS } from './numbering.ts';

export type CompiledPlan =
  | { readonly ok: true; readonly plan: Plan; readonly repairs: readonly Repair[] }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      readonly repairs: readonly Repair[];
    };

export const BY_ID: ReadingPair = { stated: 'id', references: 'id' };
export const OTHER_READINGS: readonly ReadingPair[] = READINGS.flatMap((stated) =>
  READINGS.map((references) => ({ stated, references })),
).filter(({ stated, references }) => stated !== 'id' || references !== 'id');

/** What one way of reading leads to. */
export interface Attempt {
  readonly readings: ReadingPair;
  readonly graph: Graph;
  readonly findings: Findings;
  readonly result: CompiledPlan;
}

export function isWithoutContradiction({ result, graph }: Attempt): boolean {
  return (
    graph.isClean && result.ok && result.repairs.every(({ code }) => code !== 'REFERENCE_REPLACED')
  );
}

/**
 * The first attempt, which reads by id and contradicts itself, mended where that can be done and no
 * other reading makes as much sense; else the other reading that the plan bears out.
 */
export function chooseAttempt(
  tasks: readonly NamedTask[],
  first: Attempt,
  others: readonly Attempt[],
): CompiledPlan {
  const rivals = others.filter(
    (other) => isWithoutContradiction(other) && isCoherent(tasks, first, other),
  );
  const chosen = first.result.ok
    ? [first, ...rivals]
    : rivals.filter((other) => isBorneOut(tasks, first, other));
  const [best = first, ...more] = chosen;
  if (more.every(({ result }) => isSamePlan(result, best.result))) {
    return best.result;
  }
  problem(first.findings, 'DANGLING_REFERENCE', {
    message: 'The numbers in the plan can be read in two ways, by id or by counting the tasks.',
  });
  return { ok: false, ...first.findings };
}

function isSamePlan(a: CompiledPlan, b: CompiledPlan): boolean {
  return a.ok && b.ok && JSON.stringify(a.plan) === JSON.stringify(b.plan);
}

/**
 * Whether another reading makes sense: every reference is among the stated links of its task. Where no
 * links were stated, counting from 1 must explain several references that all lead nowhere by id;
 * where only stated links are wrong, one way of counting must explain them together with the rest.
 */
function isCoherent(tasks: readonly NamedTask[], first: Attempt, other: Attempt): boolean {
  if (first.graph.broken.size === 0) {
    return other.readings.stated === other.readings.references;
  }
  const referring = tasks.filter(({ at }) => usedCount(other, at) > 0);
  if (tasks.every(({ stated }) => stated.length === 0)) {
    const allBroken = tasks.every(({ at }) => usedCount(first, at) === 0);
    return other.readings.references === 'from-1' && referring.length > 1 && allBroken;
  }
  return (
    referring.length > 0 &&
    referring.every(({ at }) => backedCount(other, at) === usedCount(other, at))
  );
}

function usedCount({ graph }: Attempt, at: number): number {
  return graph.used[at]?.size ?? 0;
}

/** How many references of a task are among its stated links. */
function backedCount({ graph }: Attempt, at: number): number {
  return [...(graph.used[at] ?? [])].filter((to) => graph.stated[at]?.has(to)).length;
}

/**
 * Whether a coherent reading is more than chance. Where one task alone has a broken reference and the
 * links are read by id or by name, that may be a slip in a plan that counts as it says: then the links
 * must be exactly the references, and none may bear out the first reading.
 */
function isBorneOut(tasks: readonly NamedTask[], first: Attempt, other: Attempt): boolean {
  const isUniform =
    other.readings.stated === other.readings.references &&
    tasks.every(({ stated }) => stated.every((link) => 'number' in link));
  if (isUniform || first.graph.broken.size !== 1) {
    return true;
  }
  return tasks.every(({ at }) => {
    const used = usedCount(other, at);
    return backedCount(first, at) === 0 && (used === 0 || used === other.graph.stated[at]?.size);
  });
}

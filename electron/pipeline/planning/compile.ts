// The plan compiler: text in, a plan that holds or the reasons why there is none. Pure: it knows the
// files that a plan may name, and reads nothing. Each pass has a file of its own, in this order:
// extract, shape, names, numbering, graph, slots, types, unfold, finish; readings chooses among them.

import type { KnownFile, Plan } from '../../../shared/plan.ts';
import { extractPlan } from './extract.ts';
import { type Findings, listed, noFindings, problem, repair } from './findings.ts';
import { finishPlan } from './finish.ts';
import { type Graph, joinGraph, type ReadingPair } from './graph.ts';
import { indexFiles, type KnownFiles } from './known-files.ts';
import { type NamedTask, nameTasks } from './names.ts';
import { type Numbering, numberTasks } from './numbering.ts';
import { sortPlaces, type Waits } from './places.ts';
import {
  type Attempt,
  BY_ID,
  type CompiledPlan,
  chooseAttempt,
  isWithoutContradiction,
  OTHER_READINGS,
} from './readings.ts';
import { shapePlan } from './shape.ts';
import { placeArguments } from './slots.ts';
import { completeDraft, type Draft, placesIn } from './types.ts';
import { unfoldDrafts } from './unfold.ts';

export type { CompiledPlan } from './readings.ts';

/**
 * Compiles what a controller wrote. Never throws and never guesses: what is not plain is refused.
 * The plan has no cycles, every reference leads to an earlier task and carries a kind that its slot
 * takes, and every file is among `known`. An empty list is a valid plan.
 */
export function compilePlan(text: string, known: readonly KnownFile[]): CompiledPlan {
  const findings = noFindings();
  const found = extractPlan(text, findings);
  const written = found === undefined ? undefined : shapePlan(found, findings);
  const tasks = written === undefined ? [] : nameTasks(written, findings);
  if (findings.problems.length > 0) {
    return { ok: false, ...findings };
  }
  const numbering = numberTasks(tasks, findings);
  return chooseReading({ tasks, numbering, files: indexFiles(known), findings });
}

interface Named {
  readonly tasks: readonly NamedTask[];
  readonly numbering: Numbering;
  readonly files: KnownFiles;
  readonly findings: Findings;
}

/** Reads the numbers by id, and in every other way where that leads to a contradiction. */
function chooseReading(named: Named): CompiledPlan {
  const first = attempt(named, joined(named, BY_ID));
  if (isWithoutContradiction(first)) {
    return first.result;
  }
  const others = OTHER_READINGS.map((pair) => joined(named, pair))
    .filter(({ graph }) => graph.isClean)
    .map((other) => attempt(named, other));
  return chooseAttempt(named.tasks, first, others);
}

/** The graph under one pair of readings, with what had to be done to get it. */
function joined(
  { tasks, numbering, findings: before }: Named,
  readings: ReadingPair,
): Omit<Attempt, 'result'> {
  const findings: Findings = { repairs: [...before.repairs], problems: [] };
  if (readings !== BY_ID) {
    const way = readings.references === 'from-1' ? 'counting from 1' : 'by place or by id';
    repair(findings, 'COUNTED_ANEW', `The numbers in the plan were read ${way}.`);
  }
  return { readings, graph: joinGraph(tasks, { numbering, readings }, findings), findings };
}

function attempt(named: Named, begun: Omit<Attempt, 'result'>): Attempt {
  const { graph, findings } = begun;
  const { tasks, numbering, files } = named;
  const drafts = tasks.map((task) => toDraft(task, { ...named, findings }, graph));
  const whole = { tasks, ids: numbering.ids, graph, files, findings };
  const complete = drafts.map((draft) => completeDraft(draft, whole));
  const plan = findings.problems.length > 0 ? undefined : arrange(complete, graph, findings);
  return {
    ...begun,
    result:
      plan === undefined
        ? { ok: false, ...findings }
        : { ok: true, plan, repairs: findings.repairs },
  };
}

function toDraft(task: NamedTask, named: Named, graph: Graph): Draft {
  const { tasks, numbering, files, findings } = named;
  const id = numbering.ids[task.at] ?? task.at;
  const around = {
    at: task.at,
    files,
    follow: graph.follow,
    typeAt: (at: number) => tasks[at]?.type ?? task.type,
  };
  return {
    at: task.at,
    id,
    type: task.type,
    slots: placeArguments(task, around, { findings, id }),
  };
}

/** Puts the drafts in order, unfolds them and gives the tasks their ids. */
function arrange(drafts: readonly Draft[], graph: Graph, findings: Findings): Plan | undefined {
  const waits = drafts.map(
    (draft) =>
      new Set([
        ...[...draft.slots.values()].flat().flatMap(placesIn),
        ...(graph.stated[draft.at] ?? []),
      ]),
  );
  const order = sortPlaces(waits);
  if (order === undefined) {
    problem(findings, 'CYCLE', { message: 'Some tasks wait for each other in a circle.' });
    return undefined;
  }
  noteOrder(drafts, { order, waits, stated: graph.stated }, findings);
  const steps = unfoldDrafts(drafts, { order, stated: graph.stated }, findings);
  return steps === undefined ? undefined : finishPlan(steps);
}

function noteOrder(
  drafts: readonly Draft[],
  {
    order,
    waits,
    stated,
  }: { readonly order: readonly number[]; readonly waits: Waits; readonly stated: Waits },
  findings: Findings,
): void {
  if (order.some((at, index) => at !== index)) {
    const ids = order.slice(0, 8).map((at) => drafts[at]?.id);
    repair(
      findings,
      'REORDERED',
      `Tasks were put after those they wait for: ${ids.join(', ')}${order.length > 8 ? '…' : ''}.`,
    );
  }
  for (const { at, id, type } of drafts) {
    const added = [...(waits[at] ?? [])].filter((to) => !stated[at]?.has(to));
    if (added.length > 0) {
      const ids = added.map((to) => `task ${drafts[to]?.id}`);
      const message = `Task ${id} (${type}) uses what ${listed(ids)} makes, so it waits for it.`;
      repair(findings, 'DEPENDENCY_ADDED', message, id);
    }
  }
}

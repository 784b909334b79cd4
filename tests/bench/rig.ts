// Runs a graph through the real execution stage: tasks only wait, every event goes to a real store.

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Expert } from '../../electron/experts/expert.ts';
import { startExecution } from '../../electron/pipeline/execute.ts';
import type { SchedulerDeps } from '../../electron/pipeline/execution/scheduler.ts';
import { createJournal, type Journal } from '../../electron/pipeline/journal.ts';
import type { Selection } from '../../electron/pipeline/select.ts';
import type { Store } from '../../electron/store/store.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';
import { assignExperts, executionDeps } from '../fakes/execution.ts';
import { fakeExpert, textOf } from '../fakes/experts.ts';
import { type Graph, toPlan } from './graphs.ts';

/** When a task began and ended, in milliseconds of `performance.now()`, seen from inside it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expert that waits as long as its task should take, and notes when it did. */
export function waitingExpert(graph: Graph, spans: Map<number, Span>): Expert {
  return fakeExpert('text-generation', {
    perform: async (inputs) => {
      const start = performance.now();
      const id = Number.parseInt(textOf(inputs), 10);
      await setTimeout(graph.tasks[id]?.ms);
      spans.set(id, { start, end: performance.now() });
      return { text: 'x' };
    },
  });
}

/** A run that has begun and been planned, as far as its events go. */
export function openRun(store: Store, plan: Plan): Journal {
  const runId = randomUUID();
  const journal = createJournal(runId, { append: store.runs.append, clock: Date.now });
  const started = { conversation: runId, request: 'benchmark', attachments: [] };
  journal.emit({ type: 'started', ...started, mode: 'local', controller: 'fixed' });
  journal.emit({ type: 'planned', tasks: plan, isComplete: true });
  return journal;
}

/** What execution is given, with all that it keeps in a real store. */
export function storedDeps(
  { runs, results }: Pick<Store, 'runs' | 'results'>,
  { emit, slots }: { readonly emit: SchedulerDeps['emit']; readonly slots: number },
): SchedulerDeps {
  return {
    ...executionDeps({ emit, cpuSlots: slots }),
    records: { append: runs.append, outcome: runs.recordOutcome, statistics: runs.statistics },
    results,
    clock: Date.now,
  };
}

/** The expert for every task, with the time that tasks of its kind take. */
export function selectionsFor(
  plan: Plan,
  expert: Expert,
  { tasks }: Graph,
): ReadonlyMap<TaskId, Selection> {
  const told = [...assignExperts(plan, [expert])].map(([id, selection]) => {
    const estimateMs = tasks[id]?.expectedMs;
    return [id, selection.ok ? { ...selection, estimateMs } : selection] as const;
  });
  return new Map(told);
}

export interface GraphRun {
  readonly makespanMs: number;
  readonly spans: ReadonlyMap<number, Span>;
}

/** Runs the whole graph from its hand-over to the end of its last task. */
export async function runGraph(graph: Graph, slots: number, store: Store): Promise<GraphRun> {
  const nonce = randomUUID(); // so that nothing is taken from an earlier run
  const plan = toPlan(
    graph.tasks.map(({ needs }) => needs),
    () => nonce,
  );
  const spans = new Map<number, Span>();
  const selections = selectionsFor(plan, waitingExpert(graph, spans), graph);
  const deps = storedDeps(store, { emit: openRun(store, plan).emit, slots });
  const before = performance.now();
  const execution = startExecution(deps, new AbortController().signal);
  execution.add(plan, selections);
  await execution.finish();
  const makespanMs = performance.now() - before;
  if (spans.size !== graph.tasks.length) {
    throw new Error(`${graph.name}: ${spans.size} of ${graph.tasks.length} tasks ran.`);
  }
  return { makespanMs, spans };
}

// What no schedule can beat, and what the scheduler's own rule would take if deciding cost nothing.
// Both use the durations that the tasks really took.

import { createHeap } from '../../electron/pipeline/execution/heap.ts';
import type { Graph } from './graphs.ts';

/** Milliseconds by task; a task takes what was measured in its expert. */
export type Durations = readonly number[];

/** The longest path that begins with each task, in the unit of `costs`. */
function heights({ tasks }: Graph, costs: readonly number[]): readonly number[] {
  const found = [...costs];
  for (let id = tasks.length - 1; id >= 0; id -= 1) {
    for (const need of tasks[id]?.needs ?? []) {
      found[need] = Math.max(found[need] ?? 0, (costs[need] ?? 0) + (found[id] ?? 0));
    }
  }
  return found;
}

/** max(critical path, work ÷ slots), in milliseconds; a schedule that short need not exist. */
export function lowerBound(graph: Graph, took: Durations, slots: number): number {
  const work = took.reduce((sum, ms) => sum + ms, 0);
  return Math.max(work / slots, ...heights(graph, took));
}

/** Makespan in milliseconds of "the longest expected path first" in virtual time. */
export function idealMakespan(graph: Graph, took: Durations, slots: number): number {
  const expected = heights(
    graph,
    graph.tasks.map(({ expectedMs }) => expectedMs),
  );
  const open = graph.tasks.map(({ needs }) => needs.length);
  const dependents = graph.tasks.map(() => [] as number[]);
  for (const [id, { needs }] of graph.tasks.entries()) {
    for (const need of needs) {
      dependents[need]?.push(id);
    }
  }
  const height = (id: number) => expected[id] ?? 0;
  const ready = createHeap<number>((a, b) =>
    height(a) === height(b) ? a < b : height(a) > height(b),
  );
  const running = createHeap<{ readonly id: number; readonly end: number }>((a, b) =>
    a.end === b.end ? a.id < b.id : a.end < b.end,
  );
  let now = 0;
  const start = () => {
    while (running.size() < slots && ready.size() > 0) {
      const id = ready.pop() ?? -1;
      running.push({ id, end: now + (took[id] ?? 0) });
    }
  };
  open.forEach((count, id) => {
    if (count === 0) {
      ready.push(id);
    }
  });
  start();
  for (let ended = running.pop(); ended !== undefined; ended = running.pop()) {
    now = ended.end;
    for (const id of dependents[ended.id] ?? []) {
      const left = (open[id] ?? 0) - 1;
      open[id] = left;
      if (left === 0) {
        ready.push(id);
      }
    }
    start();
  }
  return now;
}

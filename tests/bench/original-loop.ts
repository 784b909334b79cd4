// The loop with which HuggingGPT's published program starts tasks, restated from a description of what
// it does: a thread for every ready task, without a limit; half a second of sleep after a pass that
// started nothing; and entries removed from the list while it is gone through.

import { setTimeout } from 'node:timers/promises';
import type { Graph } from './graphs.ts';

/** Milliseconds. */
const IDLE_SLEEP_MS = 500;

/** Runs a graph of tasks that only wait; the caller takes the time. */
export async function runOriginalLoop({ tasks }: Graph): Promise<void> {
  const waiting = tasks.map((task, id) => ({ ...task, id }));
  const ended = new Set<number>();
  const threads: Promise<void>[] = [];
  while (waiting.length > 0) {
    const before = threads.length;
    for (let index = 0; index < waiting.length; index += 1) {
      const task = waiting[index];
      if (task?.needs.every((need) => ended.has(need))) {
        // The next entry moves to this place, and the index goes past it: it waits for another pass.
        waiting.splice(index, 1);
        threads.push(setTimeout(task.ms).then(() => void ended.add(task.id)));
      }
    }
    if (threads.length === before) {
      await setTimeout(IDLE_SLEEP_MS);
    }
  }
  await Promise.all(threads);
}

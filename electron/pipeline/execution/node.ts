// The graph of a run while it runs: each task with what it waits for, who waits for it, and how long
// the longest path from it to the end is.

import type { Task, TaskId } from '../../../shared/plan.ts';
import type { Selection } from '../select.ts';
import type { Claim } from './slots.ts';

export interface Node {
  readonly task: Task;
  readonly selection: Selection;
  /** How many of its dependencies have not ended. */
  open: number;
  readonly dependents: Node[];
  /** Milliseconds that it is expected to take. */
  readonly estimate: number;
  /** Milliseconds of the longest path that begins with it. */
  height: number;
  status: 'waiting' | 'ready' | 'started' | 'finished' | 'failed' | 'skipped' | 'cancelled';
  /** Its place among those that wait for a slot, while it is ready. */
  claim: Claim | undefined;
  /** Stops it, once it has started. */
  stop: AbortController | undefined;
}

/** Expected time of a task whose models have no record here. */
const UNKNOWN_MS = 1000;

export function createNode(task: Task, selection: Selection): Node {
  const estimate = (selection.ok ? selection.estimateMs : undefined) ?? UNKNOWN_MS;
  return {
    ...{ task, selection, estimate, height: estimate },
    open: 0,
    dependents: [],
    status: 'waiting',
    claim: undefined,
    stop: undefined,
  };
}

/**
 * Makes the paths above the nodes longer by them. Linear where the nodes come in the order of their
 * dependencies.
 * @returns whether a node that was there before them changed
 */
export function raiseHeights(added: readonly Node[], nodes: ReadonlyMap<TaskId, Node>): boolean {
  const isNew = new Set(added);
  let hasOldChanged = false;
  const pending = [...added];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const id of node.task.dependencies) {
      const above = nodes.get(id);
      if (above !== undefined && above.height < node.height + above.estimate) {
        above.height = node.height + above.estimate;
        hasOldChanged ||= !isNew.has(above);
        pending.push(above);
      }
    }
  }
  return hasOldChanged;
}

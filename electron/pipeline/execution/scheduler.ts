// The tasks of one run while they run. A node's status changes only here; what one task does, with its
// retries, belongs to perform.ts, and who gets a slot to slots.ts.

import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Plan, Task, TaskId } from '../../../shared/plan.ts';
import type { Selection } from '../select.ts';
import { FileNames } from './file-names.ts';
import { Later } from './later.ts';
import { createNode, type Node, raiseHeights } from './node.ts';
import {
  findResult,
  identify,
  type Performance,
  type PerformDeps,
  performTask,
  slotKind,
  type TaskResult,
} from './perform.ts';

export interface FinishedTask {
  readonly output: TaskOutput;
  readonly seed: number | undefined;
  readonly key: string | undefined;
}

export type SchedulerDeps = Omit<PerformDeps, 'outputs' | 'keys'> & {
  /** What tasks had made already, for a run that goes on or repeats another. */
  readonly finished?: ReadonlyMap<TaskId, FinishedTask>;
  /** Tasks for which kept results don't count. */
  readonly fresh?: ReadonlySet<TaskId>;
};

const FAILED = { status: 'failed', durationMs: 0 } as const;

export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #performDeps: PerformDeps;
  readonly #names: FileNames;
  readonly #nodes = new Map<TaskId, Node>();
  readonly #outputs = new Map<TaskId, TaskOutput>();
  readonly #keys = new Map<TaskId, string>();
  readonly #later = new Later((error) => this.#break(error));
  /** How many are ready or have started. */
  #open = 0;
  #idle = Promise.withResolvers<void>();
  #broken: { readonly error: unknown } | undefined;

  constructor(deps: SchedulerDeps) {
    this.#deps = this.#later.noting(deps);
    this.#performDeps = { ...this.#deps, outputs: this.#outputs, keys: this.#keys };
    this.#names = new FileNames(new Set(deps.files.keys()));
    for (const [id, { output, key }] of deps.finished ?? []) {
      this.#keep(id, output, key);
    }
  }

  /** Takes tasks whose dependencies came before or come with them. */
  add(tasks: Plan, selections: ReadonlyMap<TaskId, Selection>): void {
    this.#guard(() => {
      const added = tasks.flatMap((task) => {
        this.#names.add(task);
        return this.#outputs.has(task.id) ? [] : [this.#join(task, selections)];
      });
      if (raiseHeights(added, this.#nodes)) {
        this.#deps.slots.reorder(this);
      }
      added.forEach((node) => {
        this.#refuse(node);
      });
      added.forEach((node) => {
        this.#startIfReady(node);
      });
    });
  }

  /** Stops one task; what depends on it is skipped. */
  cancel(id: TaskId): void {
    this.#guard(() => {
      const node = this.#nodes.get(id);
      if (node?.status === 'waiting' || node?.status === 'ready') {
        this.#end(node, { status: 'cancelled' });
        this.#withdraw(node);
      }
      node?.stop?.abort();
    });
  }

  /** Stops every task: what waits is cancelled, since it is the person who ends it. */
  stop(): void {
    this.#guard(() => {
      for (const node of this.#nodes.values()) {
        if (node.status === 'waiting' || node.status === 'ready') {
          node.status = 'cancelled';
          this.#deps.emit({ type: 'task-cancelled', task: node.task.id });
          this.#withdraw(node);
        }
      }
      for (const node of this.#nodes.values()) {
        node.stop?.abort();
      }
    });
  }

  /** Resolves when every task that was added has ended; rejects where an event can't be stored. */
  async ended(): Promise<void> {
    if (this.#open > 0) {
      await this.#idle.promise;
    }
    this.#later.write();
    if (this.#broken !== undefined) {
      throw this.#broken.error;
    }
  }

  /** What goes wrong in here ends the run: what runs is stopped, and nothing more is started. */
  #guard(change: () => void): void {
    try {
      change();
    } catch (error) {
      this.#break(error);
    }
  }

  #break(error: unknown): void {
    this.#broken ??= { error };
    for (const node of this.#nodes.values()) {
      this.#withdraw(node);
      node.stop?.abort(error);
    }
  }

  #join(task: Task, selections: ReadonlyMap<TaskId, Selection>): Node {
    const selection = selections.get(task.id);
    if (selection === undefined) {
      throw new Error(`Task ${task.id} came without a selection.`);
    }
    const node = createNode(task, selection);
    this.#nodes.set(task.id, node);
    for (const id of task.dependencies) {
      const before = this.#nodes.get(id);
      if (before !== undefined && before.status !== 'finished') {
        before.dependents.push(node);
        node.open += 1;
      }
    }
    return node;
  }

  /** What no model can do fails before anything of its batch starts. */
  #refuse(node: Node): void {
    const { selection, task, status } = node;
    const lost = task.dependencies.find((id) => hasEndedBadly(this.#nodes.get(id)));
    if (status === 'waiting' && lost !== undefined) {
      node.status = 'skipped';
      this.#deps.emit({ type: 'task-skipped', task: task.id, because: lost });
      this.#skipDependents(node);
    } else if (status === 'waiting' && !selection.ok) {
      const { error } = selection;
      // It was stopped before it had a model.
      const isStopped = error.code === 'CANCELLED';
      this.#end(node, isStopped ? { status: 'cancelled' } : { ...FAILED, error });
    }
  }

  #startIfReady(node: Node): void {
    const { selection, task } = node;
    const isReady = node.status === 'waiting' && node.open === 0 && selection.ok;
    if (!isReady || this.#broken !== undefined) {
      return;
    }
    const [expert] = selection.experts;
    this.#open += 1;
    const first = identify(task, expert, this.#performDeps);
    const before = this.#isFresh(task) ? undefined : findResult(first, this.#performDeps);
    if (before !== undefined) {
      node.status = 'started';
      queueMicrotask(() => this.#settle(node, before));
      return;
    }
    node.status = 'ready';
    const slot = { kind: slotKind(expert), owner: this, priority: () => node.height };
    node.claim = this.#deps.slots.request(slot, (release) => {
      this.#perform(node, { selection, slot, first, release });
    });
  }

  #isFresh({ id }: Task): boolean {
    return this.#deps.fresh?.has(id) === true;
  }

  async #perform(
    node: Node,
    granted: Pick<Performance, 'selection' | 'slot' | 'first' | 'release'>,
  ): Promise<void> {
    const { task } = node;
    node.status = 'started';
    node.claim = undefined;
    node.stop = new AbortController();
    const work = { ...granted, task, signal: node.stop.signal, isFresh: this.#isFresh(task) };
    try {
      this.#settle(node, await performTask(work, this.#performDeps));
    } catch (error) {
      this.#break(error);
      this.#close();
    }
  }

  /** Ends a task that was ready or had started. */
  #settle(node: Node, result: TaskResult): void {
    this.#guard(() => this.#end(node, result));
    this.#close();
  }

  /** One less is ready or has started. */
  #close(): void {
    this.#open -= 1;
    if (this.#open === 0) {
      this.#idle.resolve();
      this.#idle = Promise.withResolvers();
    }
  }

  /** Takes a ready task out of the queue; its end, if it has one, is told elsewhere. */
  #withdraw(node: Node): void {
    if (node.claim !== undefined) {
      node.claim.withdraw();
      node.claim = undefined;
      this.#close();
    }
  }

  #end(node: Node, result: TaskResult): void {
    const task = node.task.id;
    node.status = result.status;
    switch (result.status) {
      case 'finished': {
        const { key, seed, durationMs, reused } = result;
        const output = this.#names.apply(node.task, result.output);
        this.#keep(task, output, key);
        this.#deps.emit({ type: 'task-finished', task, output, seed, durationMs, reused });
        for (const dependent of node.dependents) {
          dependent.open -= 1;
          this.#startIfReady(dependent);
        }
        return;
      }
      case 'failed': {
        const { error, durationMs } = result;
        this.#deps.emit({ type: 'task-failed', task, error, durationMs });
        break;
      }
      case 'cancelled':
        this.#deps.emit({ type: 'task-cancelled', task });
        break;
    }
    this.#skipDependents(node);
  }

  #keep(task: TaskId, output: TaskOutput, key: string | undefined): void {
    this.#outputs.set(task, output);
    if (key !== undefined) {
      this.#keys.set(task, key);
    }
  }

  /** All of them name the task that ended badly, not a skipped one between. */
  #skipDependents({ dependents, task }: Node): void {
    const pending = [...dependents];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.status === 'waiting') {
        node.status = 'skipped';
        this.#deps.emit({ type: 'task-skipped', task: node.task.id, because: task.id });
        pending.push(...node.dependents);
      }
    }
  }
}

function hasEndedBadly(node: Node | undefined): boolean {
  return node?.status === 'failed' || node?.status === 'skipped' || node?.status === 'cancelled';
}

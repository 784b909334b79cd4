// Stage 3: runs the tasks of a plan. Event-driven: a task starts the moment its last dependency has
// ended and a slot is free, and every task ends in exactly one named state.

import type { TaskOutput } from '../../shared/outputs.ts';
import type { Task, TaskId } from '../../shared/plan.ts';
import { type AttemptDeps, attemptTask } from './execution/attempt.ts';
import { fileNamer } from './execution/file-names.ts';
import type { Emit } from './journal.ts';
import type { Selection } from './select.ts';

export interface Execution {
  readonly plan: readonly Task[];
  readonly selections: ReadonlyMap<TaskId, Selection>;
}

export type ExecuteDeps = Omit<AttemptDeps, 'outputs' | 'nameFile'> & {
  readonly emit: Emit;
  readonly cpuSlots: number;
};

interface Work {
  readonly outputs: Map<TaskId, TaskOutput>;
  /** Tasks that wait, with the dependencies that have not ended. */
  readonly waiting: Map<TaskId, Set<TaskId>>;
  readonly dependents: ReadonlyMap<TaskId, readonly TaskId[]>;
  readonly tasks: ReadonlyMap<TaskId, Task>;
  readonly ready: TaskId[];
  readonly nameFile: AttemptDeps['nameFile'];
}

/**
 * Resolves when every task has ended; rejects only where an event can't be stored, and then with
 * nothing left running.
 */
export async function executePlan(
  { plan, selections }: Execution,
  deps: ExecuteDeps,
  signal: AbortSignal,
): Promise<void> {
  const work = prepareWork(plan, deps.files);
  refuseUnassigned(selections, work, deps.emit);
  const broken = new AbortController();
  const context = { work, selections, deps, signal: AbortSignal.any([signal, broken.signal]) };
  const running = new Set<Promise<void>>();
  try {
    for (;;) {
      startReady(running, context);
      if (running.size === 0) {
        break;
      }
      await Promise.race(running);
    }
  } catch (error) {
    broken.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
  for (const task of work.waiting.keys()) {
    deps.emit({ type: 'task-cancelled', task });
  }
}

/** Fills the free slots with tasks that are ready; none starts once the run is being stopped. */
function startReady(running: Set<Promise<void>>, context: Context): void {
  const { work, deps, signal } = context;
  while (!signal.aborted && running.size < deps.cpuSlots) {
    const next = work.ready.shift();
    if (next === undefined) {
      return;
    }
    const done: Promise<void> = runTask(next, context).finally(() => running.delete(done));
    running.add(done);
  }
}

function prepareWork(plan: readonly Task[], files: ExecuteDeps['files']): Work {
  const dependents = new Map<TaskId, TaskId[]>();
  for (const { id, dependencies } of plan) {
    for (const dependency of dependencies) {
      dependents.set(dependency, [...(dependents.get(dependency) ?? []), id]);
    }
  }
  return {
    outputs: new Map(),
    waiting: new Map(plan.map(({ id, dependencies }) => [id, new Set(dependencies)])),
    dependents,
    tasks: new Map(plan.map((task) => [task.id, task])),
    nameFile: fileNamer(plan, new Set(files.keys())),
    ready: plan.filter(({ dependencies }) => dependencies.length === 0).map(({ id }) => id),
  };
}

/** What no model can do fails now, before anything runs, and takes its dependents with it. */
function refuseUnassigned(
  selections: ReadonlyMap<TaskId, Selection>,
  work: Work,
  emit: Emit,
): void {
  for (const [task, selection] of selections) {
    if (!selection.ok && work.waiting.delete(task)) {
      emit({ type: 'task-failed', task, error: selection.error, durationMs: 0 });
      skipDependents(task, work, emit);
    }
  }
  const runnable = work.ready.filter((task) => work.waiting.has(task));
  work.ready.splice(0, work.ready.length, ...runnable);
}

function skipDependents(failed: TaskId, work: Work, emit: Emit): void {
  const pending = [...(work.dependents.get(failed) ?? [])];
  for (let task = pending.shift(); task !== undefined; task = pending.shift()) {
    if (work.waiting.delete(task)) {
      emit({ type: 'task-skipped', task, because: failed });
      pending.push(...(work.dependents.get(task) ?? []));
    }
  }
}

function releaseDependents(finished: TaskId, work: Work): void {
  for (const dependent of work.dependents.get(finished) ?? []) {
    const open = work.waiting.get(dependent);
    if (open?.delete(finished) === true && open.size === 0) {
      work.ready.push(dependent);
    }
  }
}

interface Context {
  readonly work: Work;
  readonly selections: ReadonlyMap<TaskId, Selection>;
  readonly deps: ExecuteDeps;
  readonly signal: AbortSignal;
}

async function runTask(id: TaskId, { work, selections, deps, signal }: Context): Promise<void> {
  const task = work.tasks.get(id);
  const selection = selections.get(id);
  if (task === undefined || selection?.ok !== true) {
    throw new Error(`Task ${id} became ready without a model.`);
  }
  work.waiting.delete(id);
  const result = await attemptTask(task, selection.expert, {
    deps: { ...deps, outputs: work.outputs, nameFile: work.nameFile },
    signal,
  });
  switch (result.status) {
    case 'finished':
      work.outputs.set(id, result.output);
      deps.emit({
        type: 'task-finished',
        task: id,
        output: result.output,
        durationMs: result.durationMs,
      });
      releaseDependents(id, work);
      break;
    case 'failed':
      deps.emit({
        type: 'task-failed',
        task: id,
        error: result.error,
        durationMs: result.durationMs,
      });
      skipDependents(id, work, deps.emit);
      break;
    case 'cancelled':
      deps.emit({ type: 'task-cancelled', task: id });
      break;
  }
}

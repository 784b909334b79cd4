// Tasks, states and files for the tests of the graph.

import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';
import { type Argument, referencesOf, type Task } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import type { TaskType } from '../../../shared/tasks.ts';

export function task(
  id: number,
  type: TaskType,
  args: Readonly<Record<string, Argument>> = {},
): Task {
  const needed = Object.values(args).flatMap(referencesOf);
  const dependencies = [...new Set(needed.map(({ task }) => task))].sort((a, b) => a - b);
  return { id, type, dependencies, arguments: args };
}

export const literal = (value: string): Argument => ({ from: 'literal', value });
export const file = (name: string): Argument => ({ from: 'file', name });
export const output = (task: number, kind: ResourceKind = 'text'): Argument => ({
  ...{ from: 'task', task, kind },
});

/** A task that takes the texts of others, whatever its type is called. */
export function needing(id: number, ...needed: readonly number[]): Task {
  return task(
    id,
    'summarization',
    Object.fromEntries(needed.map((other, index) => [`text${index}`, output(other)])),
  );
}

export function attachment(name: string, kind: ResourceKind = 'image'): NamedArtefact {
  return { name, artefact: { id: 'a'.repeat(64), kind, mime: `${kind}/x`, size: 1 } };
}

export function waiting(task: Task): TaskState {
  return { task, status: 'waiting', attempts: [] };
}

interface Ended {
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly durationMs?: number;
  readonly reused?: boolean;
}

export function finished(
  task: Task,
  { durationMs = 0, reused = false, ...span }: Ended,
): TaskState {
  return { task, status: 'finished', attempts: [], output: {}, durationMs, reused, ...span };
}

export function running(task: Task, startedAt: number): TaskState {
  return { task, status: 'running', attempts: [], attempt: 1, startedAt };
}

// The evidence table: what a run's results say, put together by code. Numbers and file names in an
// answer come from here and from nowhere else.

import type { ErrorReport } from '../../../shared/errors.ts';
import type { RunState, TaskState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import { filesOf } from '../../../shared/outputs.ts';
import { type Argument, referencesOf, type Task, type TaskId } from '../../../shared/plan.ts';

type StateOf<Status extends TaskState['status']> = Extract<TaskState, { status: Status }>;

/** A task that finished, with what it read and what it made. */
export interface Finding {
  readonly state: StateOf<'finished'>;
  /** Names of the request's files that it read, or that the tasks before it read. */
  readonly sources: readonly string[];
  readonly files: readonly NamedArtefact[];
}

export interface ObjectCount {
  readonly label: string;
  readonly total: number;
  /** How many in each picture, in the order of the plan. */
  readonly perTask: readonly { readonly source: string; readonly count: number }[];
}

export interface Evidence {
  readonly findings: readonly Finding[];
  /** Objects counted by label over all pictures, the most frequent first. */
  readonly counts: readonly ObjectCount[];
  readonly failures: readonly { readonly task: Task; readonly error: ErrorReport }[];
  readonly skipped: readonly StateOf<'skipped'>[];
  readonly cancelled: readonly StateOf<'cancelled'>[];
}

export function gatherEvidence({ tasks }: RunState): Evidence {
  const byId = new Map(tasks.map((state) => [state.task.id, state.task]));
  const findings = tasks.filter(hasStatus('finished')).map((state) => ({
    state,
    sources: sourcesOf(state.task, byId),
    files: filesOf(state.output),
  }));
  return {
    findings,
    counts: countObjects(findings),
    failures: tasks.filter(hasStatus('failed')).map(({ task, error }) => ({ task, error })),
    skipped: tasks.filter(hasStatus('skipped')),
    cancelled: tasks.filter(hasStatus('cancelled')),
  };
}

function hasStatus<Status extends TaskState['status']>(status: Status) {
  return (state: TaskState): state is StateOf<Status> => state.status === status;
}

function sourcesOf(task: Task, tasks: ReadonlyMap<TaskId, Task>): readonly string[] {
  const names = new Set<string>();
  const pending: Task[] = [task];
  const seen = new Set<TaskId>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    seen.add(next.id);
    for (const argument of Object.values(next.arguments)) {
      for (const name of fileNames(argument)) {
        names.add(name);
      }
      const before = referencesOf(argument).flatMap(({ task: id }) => tasks.get(id) ?? []);
      pending.push(...before.filter(({ id }) => !seen.has(id)));
    }
  }
  return [...names];
}

function fileNames(argument: Argument): readonly string[] {
  if (argument.from === 'file') {
    return [argument.name];
  }
  return argument.from === 'template'
    ? argument.parts.flatMap((part) => (part.from === 'file' ? [part.name] : []))
    : [];
}

function countObjects(findings: readonly Finding[]): readonly ObjectCount[] {
  const counts = new Map<string, { source: string; count: number }[]>();
  for (const { state, sources } of findings) {
    const here = Map.groupBy(state.output.objects ?? [], ({ label }) => label);
    for (const [label, objects] of here) {
      const source = sources.join(', ') || `task ${state.task.id}`;
      counts.set(label, [...(counts.get(label) ?? []), { source, count: objects.length }]);
    }
  }
  return [...counts]
    .map(([label, perTask]) => ({ label, perTask, total: sum(perTask.map(({ count }) => count)) }))
    .sort((a, b) => b.total - a.total || a.label.localeCompare(b.label, 'en'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

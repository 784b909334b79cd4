// The evidence table: what a run's results say, put together by code. Numbers and file names in an
// answer come from here and from nowhere else.

import type { Dub } from '../../../shared/dubs.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import { filesOf } from '../../../shared/outputs.ts';
import { type Argument, referencesOf, type Task, type TaskId } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { type Disagreement, findDisagreements } from './disagreements.ts';

type StateOf<Status extends TaskState['status']> = Extract<TaskState, { status: Status }>;

/** A task that finished, with what it read and what it made. */
export interface Finding {
  readonly state: StateOf<'finished'>;
  /** Names of the request's files that it read, or that the tasks before it read. */
  readonly sources: readonly string[];
  /** The picture that it looked at: a file of the request, or one that a task made of something else. */
  readonly picture: string | undefined;
  readonly files: readonly NamedArtefact[];
}

export interface ObjectCount {
  readonly label: string;
  readonly total: number;
  /** How many in each picture, in the order of the plan; a picture that several tasks searched counts once. */
  readonly perTask: readonly { readonly source: string; readonly count: number }[];
}

export interface Evidence {
  readonly findings: readonly Finding[];
  /** Objects counted by label over all pictures, the most frequent first. */
  readonly counts: readonly ObjectCount[];
  /** Pictures in which objects were looked for, also where none was found. */
  readonly searched: readonly string[];
  readonly disagreements: readonly Disagreement[];
  readonly failures: readonly { readonly task: Task; readonly error: ErrorReport }[];
  readonly skipped: readonly StateOf<'skipped'>[];
  readonly cancelled: readonly StateOf<'cancelled'>[];
  readonly dubs: readonly Dub[];
  /** Videos that speech should have been put into. */
  readonly undubbed: readonly { readonly video: string; readonly error: ErrorReport }[];
}

export function gatherEvidence({ tasks, dubs, notes }: RunState): Evidence {
  const byId = new Map(tasks.map((state) => [state.task.id, state.task]));
  const states = new Map(tasks.map((state) => [state.task.id, state]));
  const findings = tasks.filter(hasStatus('finished')).map((state) => ({
    state,
    sources: sourcesOf(state.task, byId),
    picture: pictureOf(state.task, states),
    files: filesOf(state.output),
  }));
  const detections = detectionsOf(findings);
  const counts = countObjects(detections);
  return {
    findings,
    counts,
    searched: [...new Set(detections.map(({ picture }) => picture))],
    disagreements: findDisagreements(findings, detections),
    failures: tasks.filter(hasStatus('failed')).map(({ task, error }) => ({ task, error })),
    skipped: tasks.filter(hasStatus('skipped')),
    cancelled: tasks.filter(hasStatus('cancelled')),
    dubs,
    undubbed: notes.flatMap((note) => (note.code === 'DUBBING_FAILED' ? [note] : [])),
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

/** What these make of a picture shows the same things. */
const KEEPS_CONTENT: ReadonlySet<TaskType> = new Set<TaskType>([
  'object-detection',
  'zero-shot-object-detection',
  'image-segmentation',
  'image-to-image',
]);

function pictureOf(task: Task, states: ReadonlyMap<TaskId, TaskState>): string | undefined {
  const seen = new Set<TaskId>();
  for (let image = task.arguments.image; image !== undefined; ) {
    if (image.from !== 'task') {
      return image.from === 'file' ? image.name : undefined;
    }
    const maker = states.get(image.task);
    if (maker === undefined || seen.has(image.task)) {
      return undefined;
    }
    if (!KEEPS_CONTENT.has(maker.task.type)) {
      return maker.status === 'finished' ? maker.output.image?.name : undefined;
    }
    seen.add(image.task);
    image = maker.task.arguments.image;
  }
  return undefined;
}

/** Objects that were looked for in a picture, by label. */
export interface Detection {
  readonly task: TaskId;
  readonly picture: string;
  readonly numbers: ReadonlyMap<string, number>;
}

function detectionsOf(findings: readonly Finding[]): readonly Detection[] {
  return findings.flatMap(({ state, sources, picture }) => {
    const { objects } = state.output;
    if (objects === undefined) {
      return [];
    }
    const groups = Map.groupBy(objects, ({ label }) => label);
    const numbers = new Map([...groups].map(([label, found]) => [label, found.length]));
    const name = picture ?? (sources.join(', ') || `task ${state.task.id}`);
    return [{ task: state.task.id, picture: name, numbers }];
  });
}

/** Of a picture that several tasks searched for the same, the first one's number counts. */
function countObjects(detections: readonly Detection[]): readonly ObjectCount[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { picture, numbers } of detections) {
    for (const [label, number] of numbers) {
      const pictures = counts.get(label) ?? new Map<string, number>();
      counts.set(label, pictures.set(picture, pictures.get(picture) ?? number));
    }
  }
  return [...counts]
    .map(([label, pictures]) => {
      const perTask = [...pictures].map(([source, count]) => ({ source, count }));
      return { label, perTask, total: sum([...pictures.values()]) };
    })
    .sort((a, b) => b.total - a.total || a.label.localeCompare(b.label, 'en'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

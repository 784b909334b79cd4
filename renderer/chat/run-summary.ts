// What a run comes to, for its card and for what is shown beneath it.

import type { RunState } from '../../shared/events.ts';
import type { ArtefactId, NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import type { TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';

export type FinishedTask = Extract<TaskState, { status: 'finished' }>;
export type FailedTask = Extract<TaskState, { status: 'failed' }>;

export type RunPhase =
  | 'planning'
  | 'running'
  /** The plan waits for a word of the person. */
  | 'reviewing'
  /** Something of it waits for a word of the person; the rest goes on. */
  | 'asking'
  /** All tasks have ended, and speech is put into a video. */
  | 'dubbing'
  | 'answering'
  | 'finished'
  /** It ended, and some of its tasks failed. */
  | 'partly'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

export function phaseOf({
  status,
  tasks,
  answer,
  review,
  questions,
  isDubbing,
}: RunState): RunPhase {
  if (status === 'running') {
    if (review === 'asked') {
      return 'reviewing';
    }
    if (questions.length > 0) {
      return 'asking';
    }
    if (answer !== '') {
      return 'answering';
    }
    if (isDubbing) {
      return 'dubbing';
    }
    return tasks.length === 0 ? 'planning' : 'running';
  }
  const isPartly = status === 'finished' && tasks.some((task) => task.status === 'failed');
  return isPartly ? 'partly' : status;
}

/** The language model that is asked for the plan; undefined where the built-in rules make it. */
export function plannerOf({ controller, notes }: RunState): string | undefined {
  const fellBack = notes.some((note) => note.code === 'FELL_BACK' && note.stage === 'plan');
  return controller === 'rules' || fellBack ? undefined : controller;
}

export interface RunCounts {
  readonly done: number;
  readonly total: number;
  readonly reused: number;
}

export function countsOf({ tasks }: RunState): RunCounts {
  const finished = tasks.filter(isFinished);
  const reused = finished.filter((task) => task.reused).length;
  return { done: finished.length, total: tasks.length, reused };
}

export interface ShownResults {
  /** What the run was for: results that no other task went on from, and that are in no dubbed video. */
  readonly final: readonly FinishedTask[];
  readonly between: readonly FinishedTask[];
}

/** The tasks whose results are worth seeing; what the answer says word for word is not shown twice. */
export function resultsOf({ tasks, answer, dubs }: RunState): ShownResults {
  const finished = tasks.filter(isFinished);
  // Where the next task did not finish, this one is as far as the run came.
  const joined = new Set(dubs.flatMap(({ video, speech }) => [video, ...speech].map(idOf)));
  const consumed = new Set([
    ...finished.flatMap(({ task }) => task.dependencies),
    ...finished.flatMap(({ task, output: { video, audio } }) =>
      [video, audio].some((file) => file !== undefined && joined.has(idOf(file))) ? [task.id] : [],
    ),
  ]);
  const said = withoutSpaces(answer);
  return {
    final: finished.filter(({ task, output }) => !consumed.has(task.id) && !isSaid(output, said)),
    between: finished.filter(({ task }) => consumed.has(task.id)),
  };
}

export function failedOf({ tasks }: RunState): readonly FailedTask[] {
  return tasks.filter((task): task is FailedTask => task.status === 'failed');
}

export interface SkippedTasks {
  readonly because: TaskState;
  readonly skipped: readonly TaskState[];
}

/** The tasks that were left out, under the failed one that they needed. */
export function skippedOf({ tasks }: RunState): readonly SkippedTasks[] {
  const byCause = new Map<TaskId, TaskState[]>();
  for (const state of tasks) {
    if (state.status === 'skipped') {
      byCause.set(state.because, [...(byCause.get(state.because) ?? []), state]);
    }
  }
  return tasks.flatMap((because) => {
    const skipped = byCause.get(because.task.id);
    return skipped === undefined ? [] : [{ because, skipped }];
  });
}

function idOf({ artefact }: NamedArtefact): ArtefactId {
  return artefact.id;
}

function isFinished(state: TaskState): state is FinishedTask {
  return state.status === 'finished';
}

/** An output of nothing but text, which the answer holds. */
function isSaid({ text, notes, ...others }: TaskOutput, said: string): boolean {
  const hasMore = Object.values(others).some((part) => part !== undefined);
  return text !== undefined && !hasMore && said.includes(withoutSpaces(text));
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}

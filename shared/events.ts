// A run is an append-only list of events: the events, and the one function that adds them up.
// Keeping them belongs to electron/store/, making them to electron/pipeline/.

import { z } from 'zod';
import type { ModelCall } from './controllers.ts';
import type { Dub } from './dubs.ts';
import type { ErrorReport } from './errors.ts';
import { type RunEventBody, RunEventBodySchema } from './event-bodies.ts';
import type { NamedArtefact } from './media.ts';
import type { Note } from './notes.ts';
import type { Repair, TaskId } from './plan.ts';
import type { Question } from './questions.ts';
import type { Mode } from './settings.ts';
import { applyTaskEvent, type TaskState } from './task-states.ts';

/** An event in its place: `seq` counts from 0 without gaps, `at` is milliseconds since 1970. */
export const RunEventSchema = z.intersection(
  z.object({ runId: z.string(), seq: z.number().int().nonnegative(), at: z.number() }),
  RunEventBodySchema,
);
export type RunEvent = z.infer<typeof RunEventSchema>;

export type FetchedAddress = Pick<
  Extract<RunEventBody, { type: 'address-fetched' }>,
  'url' | 'file'
>;

export const RUN_STATUSES = ['running', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** The last event of a run, unless it goes on. */
export const RUN_ENDS = ['finished', 'failed', 'cancelled', 'interrupted'] as const;

export function isRunEnd(type: RunEvent['type']): boolean {
  return RUN_ENDS.some((end) => end === type);
}

/** All that a run's events say, as the screen, the terminal and the endpoints draw it. */
export interface RunState {
  readonly runId: string;
  readonly status: RunStatus;
  readonly conversation: string;
  readonly request: string;
  readonly attachments: readonly NamedArtefact[];
  readonly mode: Mode;
  readonly controller: string;
  /** The run that this one repeats with changes. */
  readonly origin?: string;
  /** The run of the conversation that this one follows. */
  readonly parent?: string;
  readonly tasks: readonly TaskState[];
  /** The whole plan is there. */
  readonly isPlanned: boolean;
  readonly repairs: readonly Repair[];
  /** Calls of language models, in the order in which they ended. */
  readonly calls: readonly ModelCall[];
  readonly notes: readonly Note[];
  /** Where the plan was shown before it ran. */
  readonly review?: 'asked' | 'approved' | 'refused';
  /** What waits for a word of the person, the oldest first. */
  readonly questions: readonly Question[];
  /** What the addresses of the plan hold, as far as they were fetched. */
  readonly fetched: readonly FetchedAddress[];
  /** Speech is being put into a video now. */
  readonly isDubbing?: boolean;
  /** Videos that speech was put into. */
  readonly dubs: readonly Dub[];
  readonly answer: string;
  readonly error?: ErrorReport;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** A state while events are added to it: tasks by id, so that an event costs the same in any plan. */
interface Draft {
  run: Omit<RunState, 'tasks'>;
  readonly tasks: Map<TaskId, TaskState>;
}

/**
 * The state that a run's events add up to. Pure; the list must begin with `started`.
 * @throws Error where the first event is another one, which is a bug of the caller.
 */
export function reduceRun(events: Iterable<RunEvent>): RunState {
  let draft: Draft | undefined;
  for (const event of events) {
    if (draft === undefined) {
      draft = { run: beginRun(event), tasks: new Map() };
    } else {
      addEvent(draft, event);
    }
  }
  if (draft === undefined) {
    throw new Error('A run has at least its started event; the list is empty.');
  }
  return { ...draft.run, tasks: [...draft.tasks.values()] };
}

/** More events. */
export function applyEvents({ tasks, ...run }: RunState, events: Iterable<RunEvent>): RunState {
  const draft = { run, tasks: new Map(tasks.map((state) => [state.task.id, state])) };
  for (const event of events) {
    addEvent(draft, event);
  }
  return { ...draft.run, tasks: [...draft.tasks.values()] };
}

export function applyEvent(state: RunState, event: RunEvent): RunState {
  return applyEvents(state, [event]);
}

function beginRun(event: RunEvent): Draft['run'] {
  if (event.type !== 'started') {
    throw new Error(`A run begins with its started event; this list begins with ${event.type}.`);
  }
  const { runId, conversation, request, attachments, mode, controller, at } = event;
  const { origin, parent } = event;
  return {
    ...{ runId, conversation, request, attachments, mode, controller, origin, parent },
    status: 'running',
    isPlanned: false,
    repairs: [],
    calls: [],
    notes: [],
    questions: [],
    fetched: [],
    dubs: [],
    answer: '',
    startedAt: at,
  };
}

function addEvent(draft: Draft, event: RunEvent): void {
  const { run, tasks } = draft;
  switch (event.type) {
    case 'started':
      throw new Error(`Run ${run.runId} was started twice.`);
    case 'resumed':
      draft.run = { ...run, ...{ status: 'running', answer: '', questions: [] }, ...BEGUN_AGAIN };
      resumeTasks(run.isPlanned, tasks);
      break;
    case 'planned':
      for (const task of event.tasks) {
        tasks.set(task.id, { task, status: 'waiting', attempts: [] });
      }
      draft.run = { ...run, isPlanned: event.isComplete };
      break;
    case 'repaired':
    case 'asked':
    case 'noted':
    case 'question':
    case 'question-answered':
    case 'address-fetched':
    case 'dubbed':
      draft.run = { ...run, ...listed(run, event) };
      break;
    case 'dubbing':
      draft.run = { ...run, isDubbing: true };
      break;
    case 'review-asked':
      draft.run = { ...run, review: 'asked' };
      break;
    case 'reviewed':
      draft.run = { ...run, review: event.isApproved ? 'approved' : 'refused' };
      break;
    case 'answer-checked':
      draft.run = { ...run, answer: event.answer };
      break;
    case 'answer-token':
      draft.run = { ...run, answer: run.answer + event.text };
      break;
    case 'finished':
    case 'cancelled':
    case 'interrupted':
      draft.run = { ...run, status: event.type, questions: [], endedAt: event.at };
      break;
    case 'failed':
      draft.run = {
        ...run,
        status: 'failed',
        error: event.error,
        questions: [],
        endedAt: event.at,
      };
      break;
    default: {
      const state = tasks.get(event.task);
      if (state !== undefined) {
        tasks.set(event.task, applyTaskEvent(state, event));
      }
    }
  }
}

type ListEvent = Extract<
  RunEvent,
  {
    type:
      | 'repaired'
      | 'asked'
      | 'noted'
      | 'question'
      | 'question-answered'
      | 'address-fetched'
      | 'dubbed';
  }
>;

/** What an event adds to a list of its run, or takes from it. */
function listed(run: Draft['run'], event: ListEvent): Partial<Draft['run']> {
  switch (event.type) {
    case 'repaired':
      return { repairs: [...run.repairs, ...event.repairs] };
    case 'asked':
      return { calls: [...run.calls, event.call] };
    case 'noted':
      return {
        notes: [...run.notes, event.note],
        isDubbing: run.isDubbing && event.note.code !== 'DUBBING_FAILED',
      };
    case 'question':
      return { questions: [...run.questions, event.question] };
    case 'question-answered':
      return { questions: run.questions.filter(({ key }) => key !== event.key) };
    case 'address-fetched':
      return { fetched: [...run.fetched, { url: event.url, file: event.file }] };
    case 'dubbed':
      return { dubs: [...run.dubs, event.dub], isDubbing: false };
  }
}

const BEGUN_AGAIN = { error: undefined, endedAt: undefined, isDubbing: false } as const;

/** A run that goes on keeps what had finished; the rest waits again. Half a plan is planned anew. */
function resumeTasks(isPlanned: boolean, tasks: Map<TaskId, TaskState>): void {
  if (!isPlanned) {
    tasks.clear();
  }
  for (const [id, { task, assignment, status }] of tasks) {
    if (status !== 'finished') {
      tasks.set(id, { task, assignment, status: 'waiting', attempts: [] });
    }
  }
}

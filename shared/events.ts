// A run is an append-only list of events: the events, and the one function that adds them up.
// Keeping them belongs to electron/store/, making them to electron/pipeline/.

import { z } from 'zod';
import { type ModelCall, ModelCallSchema } from './controllers.ts';
import { type ErrorReport, ErrorReportSchema } from './errors.ts';
import { type NamedArtefact, NamedArtefactSchema } from './media.ts';
import { type Assignment, AssignmentSchema } from './models.ts';
import { type Note, NoteSchema } from './notes.ts';
import { type TaskOutput, TaskOutputSchema } from './outputs.ts';
import {
  type Repair,
  RepairSchema,
  type Task,
  type TaskId,
  TaskIdSchema,
  TaskSchema,
} from './plan.ts';
import { type Mode, ModeSchema } from './settings.ts';

const task = { task: TaskIdSchema };

/** What happened, without where it stands in the list. */
export const RunEventBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    conversation: z.string(),
    request: z.string(),
    attachments: z.array(NamedArtefactSchema).readonly(),
    mode: ModeSchema,
    controller: z.string(),
    /** The run that this one repeats with changes; both stay. */
    origin: z.string().optional(),
    /** The run of the conversation that this one follows; threads.ts says what its absence means. */
    parent: z.string().optional(),
  }),
  /** A run that had ended before its time goes on. */
  z.object({ type: z.literal('resumed') }),
  /** Tasks that join the plan; a plan that streams arrives in several of these. */
  z.object({
    type: z.literal('planned'),
    tasks: z.array(TaskSchema).readonly(),
    /** No more tasks will come. */
    isComplete: z.boolean(),
  }),
  z.object({ type: z.literal('repaired'), repairs: z.array(RepairSchema).readonly() }),
  /** A language model was asked, and has ended. */
  z.object({ type: z.literal('asked'), call: ModelCallSchema }),
  /** Something that the person should know of how the run went. */
  z.object({ type: z.literal('noted'), note: NoteSchema }),
  /** The whole plan waits for a word of the person. */
  z.object({ type: z.literal('review-asked') }),
  /** Approved as it stands, or with the changes that came as `planned` before; else the run is cancelled. */
  z.object({ type: z.literal('reviewed'), isApproved: z.boolean() }),
  z.object({ type: z.literal('assigned'), ...task, assignment: AssignmentSchema }),
  z.object({
    type: z.literal('task-started'),
    ...task,
    attempt: z.number().int().positive(),
    /** What a model that is not deterministic was seeded with. */
    seed: z.number().int().nonnegative().optional(),
  }),
  /** An attempt that another one follows: with the same model after a delay, or with the next one. */
  z.object({
    type: z.literal('attempt-failed'),
    ...task,
    attempt: z.number().int().positive(),
    model: z.string(),
    error: ErrorReportSchema,
    next: z.enum(['retry', 'next-model']),
    /** Milliseconds until the next attempt. */
    delayMs: z.number().nonnegative(),
  }),
  z.object({
    type: z.literal('task-progress'),
    ...task,
    fraction: z.number().min(0).max(1).optional(),
    message: z.string().optional(),
    /** Of what is being sent or fetched. */
    bytes: z
      .object({ done: z.number().nonnegative(), total: z.number().nonnegative().optional() })
      .optional(),
    /** The text so far, of a task that makes it piece by piece. */
    text: z.string().optional(),
    /** The picture so far; its file goes at the next start. */
    preview: NamedArtefactSchema.optional(),
  }),
  z.object({
    type: z.literal('task-finished'),
    ...task,
    output: TaskOutputSchema,
    /** Of a model that is not deterministic. */
    seed: z.number().int().nonnegative().optional(),
    /** Milliseconds of the attempt that succeeded; 0 where nothing had to run. */
    durationMs: z.number().nonnegative(),
    /** The result was there already: of the same work done before, or of the run that this one repeats. */
    reused: z.boolean(),
  }),
  z.object({
    type: z.literal('task-failed'),
    ...task,
    error: ErrorReportSchema,
    /** Milliseconds; 0 where it failed before it could start. */
    durationMs: z.number().nonnegative(),
  }),
  /** `because` is the failed task that this one needed. */
  z.object({ type: z.literal('task-skipped'), ...task, because: TaskIdSchema }),
  z.object({ type: z.literal('task-cancelled'), ...task }),
  z.object({ type: z.literal('answer-token'), text: z.string() }),
  /** The answer was held against what ran; this is it now. */
  z.object({ type: z.literal('answer-checked'), answer: z.string() }),
  z.object({ type: z.literal('finished') }),
  /** The run ended before its tasks could be run. */
  z.object({ type: z.literal('failed'), error: ErrorReportSchema }),
  z.object({ type: z.literal('cancelled') }),
  /** Written at the next start for a run whose process ended under it. */
  z.object({ type: z.literal('interrupted') }),
]);
export type RunEventBody = z.infer<typeof RunEventBodySchema>;

/** An event in its place: `seq` counts from 0 without gaps, `at` is milliseconds since 1970. */
export const RunEventSchema = z.intersection(
  z.object({ runId: z.string(), seq: z.number().int().nonnegative(), at: z.number() }),
  RunEventBodySchema,
);
export type RunEvent = z.infer<typeof RunEventSchema>;

type AttemptFailure = Pick<
  Extract<RunEventBody, { type: 'attempt-failed' }>,
  'attempt' | 'model' | 'error' | 'next'
>;

type TaskProgress = Pick<
  Extract<RunEventBody, { type: 'task-progress' }>,
  'fraction' | 'message' | 'bytes' | 'text' | 'preview'
>;

interface TaskBase {
  readonly task: Task;
  readonly assignment?: Assignment;
  readonly seed?: number;
  /** The attempts that failed before the last one. */
  readonly attempts: readonly AttemptFailure[];
}

/** When the last attempt began, where there was one, and when the task ended; milliseconds since 1970. */
interface TaskSpan {
  readonly startedAt?: number;
  readonly endedAt?: number;
}
/** Where a task stands; exactly one of these at any time. */
export type TaskState = TaskBase &
  (
    | { readonly status: 'waiting' }
    | {
        readonly status: 'running';
        readonly attempt: number;
        /** Milliseconds since 1970. */
        readonly startedAt: number;
        readonly progress?: TaskProgress;
      }
    | ({
        readonly status: 'finished';
        readonly output: TaskOutput;
        readonly durationMs: number;
        readonly reused: boolean;
      } & TaskSpan)
    | ({
        readonly status: 'failed';
        readonly error: ErrorReport;
        readonly durationMs: number;
      } & TaskSpan)
    | { readonly status: 'skipped'; readonly because: TaskId }
    | ({ readonly status: 'cancelled' } & TaskSpan)
  );

export const RUN_STATUSES = ['running', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

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

/** More events. What a task reports after its end is ignored: an end is final. */
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
      draft.run = { ...run, status: 'running', answer: '', error: undefined, endedAt: undefined };
      resumeTasks(run.isPlanned, tasks);
      break;
    case 'planned':
      for (const task of event.tasks) {
        tasks.set(task.id, { task, status: 'waiting', attempts: [] });
      }
      draft.run = { ...run, isPlanned: event.isComplete };
      break;
    case 'repaired':
      draft.run = { ...run, repairs: [...run.repairs, ...event.repairs] };
      break;
    case 'asked':
      draft.run = { ...run, calls: [...run.calls, event.call] };
      break;
    case 'noted':
      draft.run = { ...run, notes: [...run.notes, event.note] };
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
      draft.run = { ...run, status: event.type, endedAt: event.at };
      break;
    case 'failed':
      draft.run = { ...run, status: 'failed', error: event.error, endedAt: event.at };
      break;
    default: {
      const state = tasks.get(event.task);
      if (state !== undefined) {
        tasks.set(event.task, applyTaskEvent(state, event));
      }
    }
  }
}

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

type TaskEvent = Extract<RunEvent, { readonly task: TaskId }>;

function applyTaskEvent(state: TaskState, event: TaskEvent): TaskState {
  if (state.status !== 'waiting' && state.status !== 'running') {
    return state;
  }
  const { task, assignment, attempts, seed } = state;
  const base = { task, assignment, attempts, seed };
  const span = {
    ...(state.status === 'running' && { startedAt: state.startedAt }),
    endedAt: event.at,
  };
  switch (event.type) {
    case 'assigned':
      return { ...state, assignment: event.assignment };
    case 'task-started': {
      const { attempt, at: startedAt } = event;
      return { ...base, seed: event.seed, status: 'running', attempt, startedAt };
    }
    case 'attempt-failed': {
      const { attempt, model, error, next } = event;
      return {
        ...base,
        status: 'waiting',
        attempts: [...attempts, { attempt, model, error, next }],
      };
    }
    case 'task-progress': {
      const { fraction, message, bytes, text, preview } = event;
      const progress = { fraction, message, bytes, text, preview };
      return state.status === 'running' ? { ...state, progress } : state;
    }
    case 'task-finished': {
      const { output, durationMs, reused } = event;
      return { ...base, seed: event.seed, status: 'finished', output, durationMs, reused, ...span };
    }
    case 'task-failed': {
      const { error, durationMs } = event;
      return { ...base, status: 'failed', error, durationMs, ...span };
    }
    case 'task-skipped':
      return { ...base, status: 'skipped', because: event.because };
    case 'task-cancelled':
      return { ...base, status: 'cancelled', ...span };
  }
}

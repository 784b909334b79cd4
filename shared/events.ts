// A run is an append-only list of events: the events, and the one function that adds them up.
// Keeping them belongs to electron/store/, making them to electron/pipeline/.

import { z } from 'zod';
import { type ErrorReport, ErrorReportSchema } from './errors.ts';
import { type NamedArtefact, NamedArtefactSchema } from './media.ts';
import { type Assignment, AssignmentSchema } from './models.ts';
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
  }),
  /** Tasks that join the plan; a plan that streams arrives in several of these. */
  z.object({ type: z.literal('planned'), tasks: z.array(TaskSchema).readonly() }),
  z.object({ type: z.literal('repaired'), repairs: z.array(RepairSchema).readonly() }),
  z.object({ type: z.literal('assigned'), ...task, assignment: AssignmentSchema }),
  z.object({ type: z.literal('task-started'), ...task, attempt: z.number().int().positive() }),
  z.object({
    type: z.literal('task-progress'),
    ...task,
    fraction: z.number().min(0).max(1).optional(),
    message: z.string().optional(),
  }),
  z.object({
    type: z.literal('task-finished'),
    ...task,
    output: TaskOutputSchema,
    /** Milliseconds of the attempt that succeeded. */
    durationMs: z.number().nonnegative(),
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

interface TaskBase {
  readonly task: Task;
  readonly assignment?: Assignment;
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
        readonly fraction?: number;
        readonly message?: string;
      }
    | { readonly status: 'finished'; readonly output: TaskOutput; readonly durationMs: number }
    | { readonly status: 'failed'; readonly error: ErrorReport; readonly durationMs: number }
    | { readonly status: 'skipped'; readonly because: TaskId }
    | { readonly status: 'cancelled' }
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
  readonly tasks: readonly TaskState[];
  readonly repairs: readonly Repair[];
  readonly answer: string;
  readonly error?: ErrorReport;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

/**
 * The state that a run's events add up to. Pure; the list must begin with `started`.
 * @throws Error where the first event is another one, which is a bug of the caller.
 */
export function reduceRun(events: Iterable<RunEvent>): RunState {
  let state: RunState | undefined;
  for (const event of events) {
    state = state === undefined ? beginRun(event) : applyEvent(state, event);
  }
  if (state === undefined) {
    throw new Error('A run has at least its started event; the list is empty.');
  }
  return state;
}

function beginRun(event: RunEvent): RunState {
  if (event.type !== 'started') {
    throw new Error(`A run begins with its started event; this list begins with ${event.type}.`);
  }
  const { runId, conversation, request, attachments, mode, controller, at } = event;
  return {
    ...{ runId, conversation, request, attachments, mode, controller },
    status: 'running',
    tasks: [],
    repairs: [],
    answer: '',
    startedAt: at,
  };
}

/** One event more. What a task reports after its end is ignored: an end is final. */
export function applyEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'started':
      throw new Error(`Run ${state.runId} was started twice.`);
    case 'planned':
      return {
        ...state,
        tasks: [
          ...state.tasks,
          ...event.tasks.map((task) => ({ task, status: 'waiting' as const })),
        ],
      };
    case 'repaired':
      return { ...state, repairs: [...state.repairs, ...event.repairs] };
    case 'answer-token':
      return { ...state, answer: state.answer + event.text };
    case 'finished':
    case 'cancelled':
    case 'interrupted':
      return { ...state, status: event.type, endedAt: event.at };
    case 'failed':
      return { ...state, status: 'failed', error: event.error, endedAt: event.at };
    default:
      return {
        ...state,
        tasks: state.tasks.map((task) =>
          task.task.id === event.task ? applyTaskEvent(task, event) : task,
        ),
      };
  }
}

type TaskEvent = Extract<RunEvent, { readonly task: TaskId }>;

function applyTaskEvent(state: TaskState, event: TaskEvent): TaskState {
  if (state.status !== 'waiting' && state.status !== 'running') {
    return state;
  }
  const base = { task: state.task, assignment: state.assignment };
  switch (event.type) {
    case 'assigned':
      return { ...state, assignment: event.assignment };
    case 'task-started':
      return { ...base, status: 'running', attempt: event.attempt, startedAt: event.at };
    case 'task-progress':
      return state.status === 'running'
        ? { ...state, fraction: event.fraction, message: event.message }
        : state;
    case 'task-finished':
      return { ...base, status: 'finished', output: event.output, durationMs: event.durationMs };
    case 'task-failed':
      return { ...base, status: 'failed', error: event.error, durationMs: event.durationMs };
    case 'task-skipped':
      return { ...base, status: 'skipped', because: event.because };
    case 'task-cancelled':
      return { ...base, status: 'cancelled' };
  }
}

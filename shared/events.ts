// A run is an append-only list of events. This file has the events; what they add up to is in run.ts.

import { z } from 'zod';
import { ErrorReportSchema } from './errors.ts';
import { NamedArtefactSchema } from './media.ts';
import { AssignmentSchema } from './models.ts';
import { TaskOutputSchema } from './outputs.ts';
import { RepairSchema, TaskIdSchema, TaskSchema } from './plan.ts';
import { ModeSchema } from './settings.ts';

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

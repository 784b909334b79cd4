// What can happen in a run, without where it stands in the list of its events.

import { z } from 'zod';
import { ModelCallSchema } from './controllers.ts';
import { DubSchema } from './dubs.ts';
import { ErrorReportSchema } from './errors.ts';
import { NamedArtefactSchema } from './media.ts';
import { AssignmentSchema } from './models.ts';
import { NoteSchema } from './notes.ts';
import { TaskOutputSchema } from './outputs.ts';
import { RepairSchema, TaskIdSchema, TaskSchema } from './plan.ts';
import { ProgressNoteSchema } from './progress-notes.ts';
import { QuestionSchema, WordSchema } from './questions.ts';
import { ModeSchema } from './settings.ts';

const task = { task: TaskIdSchema };

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
  /** The person is asked something; what waits for the word goes on when it has come. */
  z.object({ type: z.literal('question'), question: QuestionSchema }),
  z.object({ type: z.literal('question-answered'), key: z.string(), word: WordSchema }),
  z.object({ type: z.literal('assigned'), ...task, assignment: AssignmentSchema }),
  /** The model of a task comes from the Hub before the task can begin. */
  z.object({
    type: z.literal('fetching'),
    ...task,
    model: z.string(),
    doneBytes: z.number().nonnegative(),
    /** 0 until the Hub was asked. */
    totalBytes: z.number().nonnegative(),
    /** Absent while the speed is not known. */
    secondsLeft: z.number().nonnegative().optional(),
  }),
  /** What an address of the plan holds; a task that needs it has it from here. */
  z.object({ type: z.literal('address-fetched'), url: z.string(), file: NamedArtefactSchema }),
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
    message: ProgressNoteSchema.optional(),
    /** The failure that led to what the message says. */
    error: ErrorReportSchema.optional(),
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
  /** After all tasks have ended, speech is being put into a video; `video` is its name. */
  z.object({ type: z.literal('dubbing'), video: z.string() }),
  /** The speech is in the video. */
  z.object({ type: z.literal('dubbed'), dub: DubSchema }),
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

// What can perform a task: a model on a host, and how well it fits.

import { z } from 'zod';
import { FIT_VERDICTS } from './library.ts';
import { ObstacleSchema, ScorePartSchema } from './ranking.ts';
import { ReasonSchema } from './reasons.ts';
import { TaskTypeSchema } from './tasks.ts';

/** Where an expert runs. */
export const HOSTS = ['builtin', 'onnx', 'hub', 'controller'] as const;
export const HostSchema = z.enum(HOSTS);
export type Host = z.infer<typeof HostSchema>;

/** A set of weights or a built-in algorithm. */
export const ModelSchema = z
  .object({
    /** `builtin/<name>`, or the Hub's `org/name`. */
    id: z.string().min(1),
    host: HostSchema,
    /** What pins its behaviour: a commit of the Hub, or the version of a built-in. */
    revision: z.string(),
    tasks: z.array(TaskTypeSchema).min(1).readonly(),
    /** What a person calls it. */
    name: z.string(),
    /** What it does and with what, one sentence. */
    description: z.string(),
    licence: z.string(),
    /** ISO 639-1 codes of the languages it handles; empty where language does not matter. */
    languages: z.array(z.string()).readonly(),
  })
  .readonly();
export type Model = z.infer<typeof ModelSchema>;

/** A model considered for one task, and why it stands where it stands. */
export const CandidateSchema = z
  .object({
    id: z.string(),
    host: HostSchema,
    /** The sum of its parts; 0 where it can't run here. */
    score: z.number(),
    reason: z.string(),
    /** What the score is made of; older runs have none. */
    parts: z.array(ScorePartSchema).readonly().optional(),
    /** The person wants it for this task type whenever it can run. */
    isPinned: z.boolean().optional(),
    /** Why it can't do it here and now. */
    obstacle: ObstacleSchema.optional(),
    /** What would have to be fetched first; bytes where they are known. */
    fetch: z
      .object({ bytes: z.number().optional(), fit: z.enum(FIT_VERDICTS).optional() })
      .readonly()
      .optional(),
  })
  .readonly();
export type Candidate = z.infer<typeof CandidateSchema>;

/** The model that a task was given. */
export const AssignmentSchema = z
  .object({
    model: z.object({ id: z.string(), host: HostSchema, revision: z.string(), name: z.string() }),
    /** In English, or in the words of the language model that chose it. */
    reason: z.string(),
    /** The same as codes; older runs have none, nor what a language model chose. */
    reasons: z.array(ReasonSchema).readonly().optional(),
    candidates: z.array(CandidateSchema).readonly(),
  })
  .readonly();
export type Assignment = z.infer<typeof AssignmentSchema>;

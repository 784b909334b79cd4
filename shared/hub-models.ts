// What the Hub says of its models: those that a search found, and the page of one. Asking belongs to
// electron/library/.

import { z } from 'zod';
import { DtypeSchema } from './inference.ts';
import { TaskTypeSchema } from './tasks.ts';

/** An inference provider that serves a model, in the Hub's words. */
const ProviderSchema = z
  .object({ name: z.string(), task: z.string(), isLive: z.boolean() })
  .readonly();

export const HubModelSchema = z
  .object({
    /** The Hub's `org/name`. */
    id: z.string(),
    /** Those of ours that it does, by its pipeline tag and its other tags; empty where it does none. */
    tasks: z.array(TaskTypeSchema).readonly(),
    /** SPDX id or the Hub's own tag. */
    licence: z.string().optional(),
    /** ISO 639-1 codes; empty where they are not known or do not matter. */
    languages: z.array(z.string()).readonly(),
    downloads: z.number().int().nonnegative(),
    likes: z.number().int().nonnegative(),
    /** Milliseconds since 1970. */
    updatedAt: z.number().optional(),
    /** Terms have to be accepted first, at once (`auto`) or by its owners (`manual`). */
    gated: z.enum(['auto', 'manual']).optional(),
    /** It has ONNX files as Transformers.js loads them. */
    isOnnx: z.boolean(),
    providers: z.array(ProviderSchema).readonly(),
  })
  .readonly();
export type HubModel = z.infer<typeof HubModelSchema>;

/** `onnx`, to run on this machine; `hosted`, served by an inference provider. */
export const HUB_SEARCH_KINDS = ['onnx', 'hosted'] as const;
export const HubQuerySchema = z
  .object({
    kind: z.enum(HUB_SEARCH_KINDS),
    task: TaskTypeSchema.optional(),
    text: z.string().max(200).default(''),
    /** The Hub's tag of a licence (`mit`). */
    licence: z
      .string()
      .regex(/^[\w.+-]{1,60}$/)
      .optional(),
    /** Without licences that forbid commercial use; the Hub can't be asked for that, so its answer is sifted. */
    isCommercial: z.boolean().optional(),
    /** ISO 639-1. */
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional(),
    /** Without models whose terms have to be accepted first. */
    isOpen: z.boolean().optional(),
  })
  .readonly();
export type HubQuery = z.infer<typeof HubQuerySchema>;

/** The most downloaded first. */
export const HubAnswerSchema = z
  .object({
    models: z.array(HubModelSchema).readonly(),
    /** When the Hub said so, in milliseconds since 1970. */
    asOf: z.number(),
    /** Of an earlier time, since the Hub is not to be asked or could not be. */
    isKept: z.boolean(),
  })
  .readonly();
export type HubAnswer = z.infer<typeof HubAnswerSchema>;

/** The page of one model. */
export const ModelCardSchema = z
  .object({
    model: HubModelSchema,
    /** The first ones of its text, as plain text. */
    paragraphs: z.array(z.string()).readonly(),
    /** The commit that was looked at. */
    revision: z.string(),
    /** Bytes of the weights that one load reads, by number format; empty where it has no ONNX files. */
    sizes: z.partialRecord(DtypeSchema, z.number().int().nonnegative()).readonly(),
    asOf: z.number(),
    isKept: z.boolean(),
  })
  .readonly();
export type ModelCard = z.infer<typeof ModelCardSchema>;

// The gallery: every file that runs were given or made, each once, with where it comes from.

import { z } from 'zod';
import { DeviceSchema, DtypeSchema } from './inference.ts';
import { ArtefactIdSchema, ArtefactSchema, ResourceKindSchema } from './media.ts';
import { HostSchema } from './models.ts';
import { TaskIdSchema } from './plan.ts';
import { TaskTypeSchema } from './tasks.ts';

/** Made by a task, or given by the person. */
export const GALLERY_ORIGINS = ['made', 'given'] as const;

const GalleryModelSchema = z.object({ id: z.string(), host: HostSchema }).readonly();

/** A file at the latest time that a run had it. */
export const GalleryItemSchema = z
  .object({
    artefact: ArtefactSchema,
    name: z.string(),
    origin: z.enum(GALLERY_ORIGINS),
    run: z.string(),
    conversation: z.string(),
    /** Of what a task made. */
    task: TaskIdSchema.optional(),
    type: TaskTypeSchema.optional(),
    model: GalleryModelSchema.optional(),
    /** When the run began; milliseconds since 1970. */
    at: z.number(),
  })
  .readonly();
export type GalleryItem = z.infer<typeof GalleryItemSchema>;

export const GalleryQuerySchema = z
  .object({
    /** Words that all occur in the request, in names, or in what was read, heard, seen or said. */
    search: z.string().max(1000).default(''),
    kind: ResourceKindSchema.optional(),
    origin: z.enum(GALLERY_ORIGINS).optional(),
    type: TaskTypeSchema.optional(),
    /** Of the model that made it. */
    model: z.string().optional(),
    /** Milliseconds since 1970, the first and the last that count. */
    from: z.number().optional(),
    until: z.number().optional(),
  })
  .readonly();
export type GalleryQuery = z.infer<typeof GalleryQuerySchema>;

const countedOf = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, count: z.number().int() });
const countsOf = <Value extends z.ZodType>(value: Value) =>
  z.array(countedOf(value).readonly()).readonly();

export const GallerySchema = z
  .object({
    /** The latest first. */
    items: z.array(GalleryItemSchema).readonly(),
    /** What a filter could leave, among all that the words and dates find; the most frequent first. */
    choices: z
      .object({
        kinds: countsOf(ResourceKindSchema),
        types: countsOf(TaskTypeSchema),
        /** With where it ran last. */
        models: z.array(countedOf(z.string()).extend({ host: HostSchema }).readonly()).readonly(),
        origins: countsOf(z.enum(GALLERY_ORIGINS)),
      })
      .readonly(),
  })
  .readonly();
export type Gallery = z.infer<typeof GallerySchema>;

/** One time that a run had a file. */
export const ProvenanceSchema = z
  .object({
    run: z.string(),
    conversation: z.string(),
    request: z.string(),
    name: z.string(),
    origin: z.enum(GALLERY_ORIGINS),
    /** Milliseconds since 1970. */
    at: z.number(),
    task: TaskIdSchema.optional(),
    type: TaskTypeSchema.optional(),
    model: z
      .object({ id: z.string(), name: z.string(), host: HostSchema, revision: z.string() })
      .readonly()
      .optional(),
    seed: z.number().optional(),
    /** Where a model of this machine ran. */
    device: DeviceSchema.optional(),
    dtype: DtypeSchema.optional(),
    durationMs: z.number().optional(),
  })
  .readonly();
export type Provenance = z.infer<typeof ProvenanceSchema>;

export const GalleryDetailsSchema = z
  .object({
    artefact: ArtefactSchema,
    /** The latest first. */
    uses: z.array(ProvenanceSchema).min(1).readonly(),
  })
  .readonly();
export type GalleryDetails = z.infer<typeof GalleryDetailsSchema>;

export const GalleryIdSchema = z.object({ artefact: ArtefactIdSchema });

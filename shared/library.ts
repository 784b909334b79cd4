// What the library tells about models: those on this machine, downloads, and whether one fits. Crosses
// to the renderer; the work itself is electron/library/.

import { z } from 'zod';
import { CatalogueEntrySchema } from './catalogue.ts';
import { ErrorDetailSchema, ErrorReportSchema } from './errors.ts';
import { DtypeSchema } from './inference.ts';
import { TaskTypeSchema } from './tasks.ts';

const BytesSchema = z.number().int().nonnegative();

/** One number format that a model can be loaded in. */
export const DtypeChoiceSchema = z
  .object({
    dtype: DtypeSchema,
    /** All files of weights that a load in this format reads. */
    bytes: BytesSchema,
    /** File name without suffix (`decoder_model_merged`) → the format that it is there in. */
    parts: z.record(z.string(), DtypeSchema).readonly(),
  })
  .readonly();
export type DtypeChoice = z.infer<typeof DtypeChoiceSchema>;

export const InstalledModelSchema = z
  .object({
    /** The Hub's `org/name`; for a folder of one's own, its path. */
    id: z.string().min(1),
    /** The commit; for a folder of one's own, a hash of names, sizes and times of change. */
    revision: z.string().min(1),
    /** Absolute path of the folder that has `config.json`. */
    folder: z.string().min(1),
    /** A folder of one's own is never changed. */
    origin: z.enum(['cache', 'folder']),
    dtypes: z.array(DtypeChoiceSchema).readonly(),
    modelType: z.string().optional(),
    architectures: z.array(z.string()).readonly(),
    tasks: z.array(TaskTypeSchema).readonly(),
    licence: z.string().optional(),
    languages: z.array(z.string()).readonly(),
    /** On disk, this revision alone. */
    bytes: BytesSchema,
    /** Files that it needs and that are not there; empty where it is complete. */
    missing: z.array(z.string()).readonly(),
    /** What is wrong with it. */
    problems: z.array(ErrorDetailSchema).readonly(),
  })
  .readonly();
export type InstalledModel = z.infer<typeof InstalledModelSchema>;

export const DOWNLOAD_STATUSES = [
  'queued',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
] as const;

export const DownloadStateSchema = z
  .object({
    id: z.string(),
    model: z.string(),
    revision: z.string(),
    dtype: DtypeSchema,
    status: z.enum(DOWNLOAD_STATUSES),
    doneBytes: BytesSchema,
    /** 0 until the Hub was asked. */
    totalBytes: BytesSchema,
    bytesPerSecond: z.number().nonnegative(),
    /** Absent while the speed is not known. */
    secondsLeft: z.number().nonnegative().optional(),
    error: ErrorReportSchema.optional(),
  })
  .readonly();
export type DownloadState = z.infer<typeof DownloadStateSchema>;

export const MOVE_DIRECTIONS = ['up', 'down'] as const;
export type MoveDirection = (typeof MOVE_DIRECTIONS)[number];

export const FIT_VERDICTS = ['fits', 'tight', 'wont-fit'] as const;
export const FitSchema = z
  .object({
    verdict: z.enum(FIT_VERDICTS),
    weightsBytes: BytesSchema,
    activationBytes: BytesSchema,
    neededBytes: BytesSchema,
    freeBytes: BytesSchema,
    /** True where the need was measured while running, false where it is an estimate. */
    isMeasured: z.boolean(),
  })
  .readonly();
export type Fit = z.infer<typeof FitSchema>;

/** A model that is known: listed in the catalogue, on this machine, or both. */
export const LibraryEntrySchema = z
  .object({
    id: z.string(),
    catalogue: CatalogueEntrySchema.optional(),
    installed: z.array(InstalledModelSchema).readonly(),
    download: DownloadStateSchema.optional(),
  })
  .readonly();
export type LibraryEntry = z.infer<typeof LibraryEntrySchema>;

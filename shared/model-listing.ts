// What the screen of models shows: each model that is known, what can be done with it here, and the
// devices of this machine. What a model is belongs to catalogue.ts and library.ts.

import { z } from 'zod';
import { SizeClassSchema } from './catalogue.ts';
import { ErrorDetailSchema } from './errors.ts';
import { DeviceSchema, DtypeSchema } from './inference.ts';
import { DownloadStateSchema, FitSchema } from './library.ts';
import { TaskTypeSchema } from './tasks.ts';

/** A number format in which a model is here, or can be fetched. */
const FormatSchema = z
  .object({
    dtype: DtypeSchema,
    /** Of its weights, in bytes; rounded to three digits where the Hub's page tells no more. */
    bytes: z.number().int().nonnegative(),
    isInstalled: z.boolean(),
    fit: FitSchema,
  })
  .readonly();

export const ModelListingSchema = z
  .object({
    /** The Hub's `org/name`; for a folder of one's own, its path. */
    id: z.string(),
    /** Those that the program can do with it. */
    tasks: z.array(TaskTypeSchema).readonly(),
    /** How much it asks of the machine beside others, where the catalogue lists it. */
    sizes: z.partialRecord(TaskTypeSchema, SizeClassSchema).readonly(),
    /** What it does, in one sentence. */
    summary: z.string().optional(),
    licence: z.string().optional(),
    /** ISO 639-1 codes; empty where they are not known or do not matter. */
    languages: z.array(z.string()).readonly(),
    formats: z.array(FormatSchema).readonly(),
    /** The format that it runs in, or would be fetched in; undefined where none is known. */
    dtype: DtypeSchema.optional(),
    installed: z
      .object({
        revision: z.string(),
        /** A folder of one's own is never changed. */
        origin: z.enum(['cache', 'folder']),
        /** On disk. */
        bytes: z.number().int().nonnegative(),
        /** Files that it needs and that are not there. */
        missing: z.array(z.string()).readonly(),
        /** What is wrong with it. */
        problems: z.array(ErrorDetailSchema).readonly(),
      })
      .readonly()
      .optional(),
    /** Its page on the Hub. */
    page: z.url().optional(),
  })
  .readonly();
export type ModelListing = z.infer<typeof ModelListingSchema>;

/** What a device was found to do. */
export const DeviceReportSchema = z
  .object({
    device: DeviceSchema,
    works: z.boolean(),
    /** Multiplications and additions in a second, of the test model, where it works. */
    speed: z.number().nonnegative().optional(),
    /** Its maker's name for it, where it can be told. */
    name: z.string().optional(),
    /** Why it does not work, mostly in the words of its driver or a library. */
    why: z.string().optional(),
    /** What can be done about that. */
    advice: ErrorDetailSchema.optional(),
  })
  .readonly();
export type DeviceReport = z.infer<typeof DeviceReportSchema>;

/** Nothing leaves this machine in local mode; `hub-offline` is the variable HF_HUB_OFFLINE. */
const OfflineReasonSchema = z.enum(['local-mode', 'hub-offline']);
export type OfflineReason = z.infer<typeof OfflineReasonSchema>;

/** ONNX Runtime's libraries for NVIDIA's cards, which are fetched apart. */
const CudaOfferSchema = z
  .object({
    /** What would be fetched, where it is known. */
    bytes: z.number().int().nonnegative().optional(),
    /** A driver of NVIDIA is here; without it they are of no use. */
    hasDriver: z.boolean(),
    /** The mode lets them be fetched. */
    canFetch: z.boolean(),
  })
  .readonly();
export type CudaOffer = z.infer<typeof CudaOfferSchema>;

export const ModelsOverviewSchema = z
  .object({
    listings: z.array(ModelListingSchema).readonly(),
    devices: z.array(DeviceReportSchema).readonly(),
    /** Where models run. */
    device: DeviceSchema,
    /** Bytes: RAM that is free, and room on the disk that models are kept on. */
    freeMemory: z.number().nonnegative(),
    freeDisk: z.number().nonnegative(),
    /** Why nothing can be fetched, where that is so. */
    offline: OfflineReasonSchema.optional(),
    /** Where this platform can have CUDA and its libraries are missing. */
    cuda: CudaOfferSchema.optional(),
  })
  .readonly();
export type ModelsOverview = z.infer<typeof ModelsOverviewSchema>;

/** Told while the screen is open; `version` grows whenever the overview has changed. */
export const ModelNewsSchema = z
  .object({ version: z.number().int(), downloads: z.array(DownloadStateSchema).readonly() })
  .readonly();
export type ModelNews = z.infer<typeof ModelNewsSchema>;

/** Of one revision of a model. */
const ModelDiskUseSchema = z
  .object({
    /** The Hub's `org/name`; for a folder of one's own, its path. */
    id: z.string(),
    revision: z.string(),
    origin: z.enum(['cache', 'folder']),
    /** Number formats that are here. */
    dtypes: z.array(DtypeSchema).readonly(),
    /** All that it shows, what it shares with other revisions included. */
    bytes: z.number().int().nonnegative(),
    /** What its removal would free: what no other revision shows. 0 for a folder of one's own. */
    freedBytes: z.number().int().nonnegative(),
  })
  .readonly();

export const LEFTOVER_KINDS = ['partial', 'unreferenced'] as const;
/** In the Hub's cache: parts of a download that nothing goes on with, or files that no revision shows. */
const LeftoverSchema = z
  .object({
    model: z.string(),
    kind: z.enum(LEFTOVER_KINDS),
    files: z.number().int().positive(),
    bytes: z.number().int().nonnegative(),
    /** False where another tool may be at work on them. */
    canRemove: z.boolean(),
  })
  .readonly();

/** What models take on the disk, the largest first. */
export const DiskUseSchema = z
  .object({
    models: z.array(ModelDiskUseSchema).readonly(),
    /** Of all models; what revisions share counts once. */
    modelBytes: z.number().int().nonnegative(),
    leftovers: z.array(LeftoverSchema).readonly(),
    leftoverBytes: z.number().int().nonnegative(),
    /** What other tools keep in the same cache, and this program can't run. */
    otherBytes: z.number().int().nonnegative(),
    freeBytes: z.number().nonnegative(),
  })
  .readonly();
export type DiskUse = z.infer<typeof DiskUseSchema>;

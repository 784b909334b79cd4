// What a person can set, with its defaults. Where it is kept belongs to electron/store/.

import { z } from 'zod';
import { ConnectionSchema, ControllerChoicesSchema } from './controllers.ts';
import { DrawingSchema } from './drawing.ts';
import { DeviceSchema, DtypeSchema } from './inference.ts';
import { RankingPartSchema } from './ranking.ts';
import { TaskTypeSchema } from './tasks.ts';

/**
 * Where inference may happen: `local`, nothing leaves the machine; `hybrid`, local first and hosted
 * when nothing local can do it; `remote`, no local inference.
 */
export const MODES = ['local', 'hybrid', 'remote'] as const;
export const ModeSchema = z.enum(MODES);
export type Mode = z.infer<typeof ModeSchema>;

/** What becomes of speech that is longer than the video it is put into: its last picture is held, or it is cut. */
export const LONG_SPEECH = ['hold', 'cut'] as const;
const LongSpeechSchema = z.enum(LONG_SPEECH);
export type LongSpeech = z.infer<typeof LongSpeechSchema>;

/** What the screen changes, and what begins anew with it (electron/live-engine.ts); the defaults are below. */
export const ChangeableSettingsSchema = z.strictObject({
  mode: ModeSchema,
  /** Where models run; `auto` takes the fastest device that was found to work. */
  device: z.enum(['auto', ...DeviceSchema.options]),
  /** Tasks that use the processor at the same time; 0 takes the number of cores. */
  cpuSlots: z.number().int().min(0).max(256),
  /** Tasks that use the GPU at the same time. */
  gpuSlots: z.number().int().min(1).max(16),
  /** Tasks that wait for hosted inference at the same time. */
  networkSlots: z.number().int().min(1).max(64),
  /** Folders with models of one's own, besides the cache of the Hub's tools. */
  modelFolders: z.array(z.string().trim().min(1)).max(32).readonly(),
  /** Bytes of memory that loaded models may take; 0 takes half of what is free. */
  modelMemoryBytes: z.number().int().nonnegative(),
  /** Minutes after which a model that no one uses is unloaded. */
  modelIdleMinutes: z.number().positive(),
  /** Bytes a second that downloads may take; 0 sets no limit. */
  downloadBytesPerSecond: z.number().int().nonnegative(),
  /** Licences that a model may have; `commercial` leaves out those that forbid commercial use. */
  licences: z.enum(['any', 'commercial']),
  /** Bytes that kept results may take; the least recently used go first. What a run shows stays. */
  maxResultBytes: z.number().int().nonnegative(),
  longSpeech: LongSpeechSchema,
  /** How pictures are drawn on this machine, where that is not left to the model. */
  drawing: DrawingSchema,
});
export type ChangeableSettings = Readonly<z.infer<typeof ChangeableSettingsSchema>>;
const { shape: changeable } = ChangeableSettingsSchema;

export const SettingsSchema = z
  .object({
    mode: changeable.mode.default('local'),
    /** What plans, chooses and answers; the built-in rules where nothing is chosen. */
    controllers: ControllerChoicesSchema.prefault({}),
    /** Connections to language models by the name that choices use; each preset is there by its own. */
    connections: z.record(z.string().regex(/^[\w.-]+$/u), ConnectionSchema).default({}),
    /** Models of the Hub that are asked by hosted inference, outside of local mode and with a token. */
    hostedModels: z
      .array(
        z
          .object({
            /** `org/name`, or the address of an endpoint of one's own. */
            id: z.string().min(1),
            tasks: z.array(TaskTypeSchema).min(1).readonly(),
            /** By default in the Hub's order. */
            provider: z.string().min(1).optional(),
          })
          .readonly(),
      )
      .readonly()
      .default([]),
    /** Where hosted inference is asked, where it is not the Hub's own router. */
    inferenceRouter: z.url({ protocol: /^https?$/ }).optional(),
    /** Files may always, or must never, be sent to these inference providers and endpoints. */
    uploads: z.record(z.string(), z.enum(['always', 'never'])).default({}),
    /** Hosts, with or without a port, that addresses in requests may name though they are not public. */
    allowedAddresses: z.array(z.string().min(1)).readonly().default([]),
    licences: changeable.licences.default('any'),
    /** Weights of what a model's score is made of, where they should not be the program's own. */
    rankingWeights: z.partialRecord(RankingPartSchema, z.number().min(0).max(100)).default({}),
    /** By task type the model that is taken whenever it can run, whatever the others' scores. */
    pinnedModels: z.partialRecord(TaskTypeSchema, z.string().min(1)).default({}),
    /** Plans of language models are shown before they run, and wait for a word. */
    reviewPlans: z.boolean().default(false),
    cpuSlots: changeable.cpuSlots.default(0),
    gpuSlots: changeable.gpuSlots.default(1),
    networkSlots: changeable.networkSlots.default(8),
    /** Seconds after which a task of a type is given up, where it should not be its model's own limit. */
    timeoutSeconds: z.partialRecord(TaskTypeSchema, z.number().positive()).default({}),
    /** Largest picture taken, in millions of pixels. */
    maxImageMegapixels: z.number().positive().max(250).default(64),
    maxResultBytes: changeable.maxResultBytes.default(4 * 1024 ** 3),
    longSpeech: changeable.longSpeech.default('hold'),
    drawing: changeable.drawing.default({}),
    modelFolders: changeable.modelFolders.default([]),
    device: changeable.device.default('auto'),
    /** Number format by model id, where it should not be chosen by device and memory. */
    modelDtypes: z.record(z.string(), DtypeSchema).default({}),
    modelMemoryBytes: changeable.modelMemoryBytes.default(0),
    modelIdleMinutes: changeable.modelIdleMinutes.default(10),
    downloadBytesPerSecond: changeable.downloadBytesPerSecond.default(0),
    /** Largest file taken, in bytes. */
    maxFileBytes: z
      .number()
      .int()
      .positive()
      .default(2 * 1024 ** 3),
  })
  .readonly();
export type Settings = z.infer<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = SettingsSchema.parse({});

/** Settings as the screen shows them, with what they are measured by. */
export const SettingsOverviewSchema = z
  .object({
    values: ChangeableSettingsSchema.readonly(),
    /** The data folder. */
    home: z.string(),
    /** Where the Hub's tools and this program keep models. */
    modelCache: z.string(),
    /** Of this machine. */
    cores: z.number().int().positive(),
    /** Bytes. */
    memory: z.number().nonnegative(),
    /** Runs that go on now; a change interrupts them, and they are taken up again right after it. */
    activeRuns: z.number().int().nonnegative(),
  })
  .readonly();
export type SettingsOverview = z.infer<typeof SettingsOverviewSchema>;

// What a person can set, with its defaults. Where it is kept belongs to electron/store/.

import { z } from 'zod';

/**
 * Where inference may happen: `local`, nothing leaves the machine; `hybrid`, local first and hosted
 * when nothing local can do it; `remote`, no local inference.
 */
export const MODES = ['local', 'hybrid', 'remote'] as const;
export const ModeSchema = z.enum(MODES);
export type Mode = z.infer<typeof ModeSchema>;

export const SettingsSchema = z
  .object({
    mode: ModeSchema.default('local'),
    /** Tasks that use the processor at the same time; 0 takes the number of cores. */
    cpuSlots: z.number().int().min(0).max(256).default(0),
    /** Largest picture taken, in millions of pixels. */
    maxImageMegapixels: z.number().positive().max(250).default(64),
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

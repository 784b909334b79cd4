// How far something is that is fetched for the program itself and then put in its place.

import { z } from 'zod';

export const FetchProgressSchema = z
  .object({
    /** Bytes. At the total it is checked and put in its place. */
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
    bytesPerSecond: z.number().nonnegative().optional(),
  })
  .readonly();
export type FetchProgress = z.infer<typeof FetchProgressSchema>;

// A video that a run put speech into, after its tasks: what was put together, and what came of it.

import { z } from 'zod';
import { NamedArtefactSchema } from './media.ts';

export const DubSchema = z
  .object({
    file: NamedArtefactSchema,
    /** Whose picture it has. */
    video: NamedArtefactSchema,
    /** What is heard in it, one after another. */
    speech: z.array(NamedArtefactSchema).min(1).readonly(),
  })
  .readonly();
export type Dub = z.infer<typeof DubSchema>;

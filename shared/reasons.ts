// Why a model was given a task: each reason a code with its data. The words are those of whoever shows them.

import { z } from 'zod';
import { FIT_VERDICTS } from './library.ts';
import { ObstacleSchema } from './ranking.ts';

export const ReasonSchema = z.discriminatedUnion('code', [
  z
    .object({
      code: z.enum([
        'pinned',
        /** Where it runs: one for each host. */
        'builtin',
        'onnx',
        'hub',
        'controller',
        'licence-unknown',
        /** The person chose it for this task. */
        'chosen',
        /** Nothing else is known to do the task. */
        'only',
        'fetched',
        'failed-before',
      ]),
    })
    .readonly(),
  /** It is not here. Bytes where they are known. */
  z
    .object({
      code: z.literal('to-fetch'),
      bytes: z.number().optional(),
      fit: z.enum(FIT_VERDICTS).optional(),
    })
    .readonly(),
  /** What the model does, in the words of its catalogue, which are English. */
  z.object({ code: z.literal('description'), text: z.string() }).readonly(),
  /** How it did with tasks of this type here. */
  z.object({ code: z.literal('record'), succeeded: z.number(), attempts: z.number() }).readonly(),
  /** The pinned model can't do it now; without an obstacle it is not on this machine. */
  z
    .object({
      code: z.literal('pin-impossible'),
      model: z.string(),
      obstacle: ObstacleSchema.optional(),
    })
    .readonly(),
]);
export type Reason = z.infer<typeof ReasonSchema>;

// What the engine's process asks of the keyring, which only Electron's main process reaches, and what it is
// answered. Keys go this way between two processes of the same program, and over no network.

import { z } from 'zod';
import { ErrorDetailSchema } from '../../shared/errors.ts';

const KeySchema = z.string().min(1).max(10_000);
const SealedSchema = z.base64().min(1);
const IdSchema = z.number().int().nonnegative();

export const KeyringQuestionSchema = z
  .object({
    type: z.literal('keyring'),
    id: IdSchema,
    ask: z.discriminatedUnion('what', [
      z.object({ what: z.literal('protecting') }),
      z.object({ what: z.literal('seal'), key: KeySchema }),
      z.object({ what: z.literal('open'), sealed: SealedSchema }),
    ]),
  })
  .readonly();
export type KeyringQuestion = z.infer<typeof KeyringQuestionSchema>;

export const KeyringAnswerSchema = z
  .object({
    type: z.literal('keyring'),
    /** Of the question. */
    id: IdSchema,
    answer: z.discriminatedUnion('what', [
      z.object({ what: z.literal('protecting'), isProtecting: z.boolean() }),
      z.object({ what: z.literal('seal'), sealed: SealedSchema }),
      z.object({ what: z.literal('open'), key: KeySchema, resealed: SealedSchema.optional() }),
      z.object({ what: z.literal('failed'), why: ErrorDetailSchema }),
    ]),
  })
  .readonly();
export type KeyringAnswer = z.infer<typeof KeyringAnswerSchema>;

// What a run asks the person while it goes on, and the words that answer it. Asking belongs to
// electron/pipeline/, showing to the hosts.

import { z } from 'zod';
import { FIT_VERDICTS } from './library.ts';
import { TaskIdSchema } from './plan.ts';

/** The run goes on by itself as soon as it is answered; tasks that need no answer go on meanwhile. */
export const QuestionSchema = z.discriminatedUnion('about', [
  /** Tasks whose best model is not on this machine: may it be fetched? */
  z
    .object({
      about: z.literal('install'),
      key: z.string(),
      tasks: z.array(TaskIdSchema).min(1).readonly(),
      model: z.string(),
      name: z.string(),
      licence: z.string().optional(),
      /** To be fetched; undefined where the Hub has not said. */
      bytes: z.number().int().nonnegative().optional(),
      fit: z.enum(FIT_VERDICTS).optional(),
      /** Something that is here could do it too. */
      hasOther: z.boolean(),
    })
    .readonly(),
  /** A file is about to leave this machine for a host that had none before. */
  z
    .object({
      about: z.literal('upload'),
      key: z.string(),
      tasks: z.array(TaskIdSchema).min(1).readonly(),
      file: z.string(),
      /** In bytes. */
      size: z.number().int().nonnegative(),
      /** Who works on it: an inference provider, or the host of an endpoint of one's own. */
      provider: z.string(),
      /** The host that takes it and hands it on. */
      host: z.string(),
      model: z.string(),
    })
    .readonly(),
]);
export type Question = z.infer<typeof QuestionSchema>;
export type QuestionAbout = Question['about'];

/** `always` and `never` are kept, and answer the same question from then on; an install knows neither. */
export const WORDS = ['yes', 'always', 'no', 'never'] as const;
export const WordSchema = z.enum(WORDS);
export type Word = z.infer<typeof WordSchema>;

export function isGranted(word: Word): boolean {
  return word === 'yes' || word === 'always';
}

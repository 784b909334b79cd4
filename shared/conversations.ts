// Conversations as the screen lists them, and what the screen is told while runs go on.

import { z } from 'zod';
import { ErrorReportSchema } from './errors.ts';
import { RUN_STATUSES, RunEventSchema } from './events.ts';

export const ConversationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    isPinned: z.boolean(),
    /** Milliseconds since 1970. */
    createdAt: z.number(),
    /** When its latest run began, in milliseconds since 1970. */
    updatedAt: z.number(),
    /** Of its latest run. */
    status: z.enum(RUN_STATUSES),
    /** Its latest run waits for a word of the person. */
    waits: z.boolean(),
  })
  .readonly();
export type Conversation = z.infer<typeof ConversationSchema>;

/** Where a search found its words: in the title, in a request, in an answer or in what a task read. */
export const FOUND_IN = ['title', 'request', 'answer', 'result'] as const;

export const FoundConversationSchema = z
  .object({
    conversation: ConversationSchema,
    found: z
      .object({
        in: z.enum(FOUND_IN),
        /** A stretch of the text around the words; they stand at [start, end). */
        text: z.string(),
        start: z.number().int().nonnegative(),
        end: z.number().int().nonnegative(),
      })
      .readonly()
      .optional(),
  })
  .readonly();
export type FoundConversation = z.infer<typeof FoundConversationSchema>;

/** What is new, as it happens. */
export const NewsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: RunEventSchema }).readonly(),
  z.object({ type: z.literal('conversation'), conversation: ConversationSchema }).readonly(),
  z.object({ type: z.literal('removed'), conversation: z.string() }).readonly(),
  /** A run broke off because its events can't be stored any more. */
  z.object({ type: z.literal('broken'), runId: z.string(), error: ErrorReportSchema }).readonly(),
]);
export type News = z.infer<typeof NewsSchema>;

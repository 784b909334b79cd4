// What the desktop host and its engine's process say to each other. The requests themselves go over a
// local socket.

import { z } from 'zod';
import { ErrorReportSchema } from '../../shared/errors.ts';
import { KeyringAnswerSchema, KeyringQuestionSchema } from './keyring-messages.ts';

export const FromEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening') }),
  z.object({ type: z.literal('failed'), error: ErrorReportSchema }),
  KeyringQuestionSchema,
]);
export type FromEngine = z.infer<typeof FromEngineSchema>;

export const ToEngineSchema = z.discriminatedUnion('type', [
  /** Tells the engine's process to keep what runs and to end. */
  z.object({ type: z.literal('stop') }),
  KeyringAnswerSchema,
]);
export type ToEngine = z.infer<typeof ToEngineSchema>;

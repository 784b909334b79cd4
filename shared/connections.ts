// What went out of this machine, or was to: one record of each connection that was attempted, for the screen
// and the terminal. A record holds no path, no query and no header, so no key can be in it.

import { z } from 'zod';
import { ErrorDetailSchema } from './errors.ts';
import { ModeSchema } from './settings.ts';

/** What a connection is for: models of the Hub, a language model that conducts, hosted inference, a GPU's
 * libraries, a newer version of the program, an address that stands in a request or in what a model wrote. */
export const PURPOSES = ['hub', 'controller', 'expert', 'cuda', 'update', 'address'] as const;
export const PurposeSchema = z.enum(PURPOSES);
export type Purpose = z.infer<typeof PurposeSchema>;

const durationMs = z.number().nonnegative();
const status = z.number().int();

/** How it stands or ended; durations are in milliseconds from the attempt. */
export const ConnectionOutcomeSchema = z.discriminatedUnion('how', [
  /** It never left. */
  z.object({ how: z.literal('refused'), why: ErrorDetailSchema }).readonly(),
  /** It goes on; with a status once the answer has begun. */
  z.object({ how: z.literal('open'), status: status.optional() }).readonly(),
  z.object({ how: z.literal('answered'), status, durationMs }).readonly(),
  /** Whoever read the answer stopped before its end. */
  z.object({ how: z.literal('left'), status, durationMs }).readonly(),
  /** The code is the system's or ours, such as ECONNREFUSED or CANCELLED. */
  z
    .object({ how: z.literal('failed'), code: z.string(), status: status.optional(), durationMs })
    .readonly(),
]);
export type ConnectionOutcome = z.infer<typeof ConnectionOutcomeSchema>;

export const ConnectionRecordSchema = z
  .object({
    /** Milliseconds since 1970. */
    at: z.number(),
    purpose: PurposeSchema,
    /** The run and the task that it was for, where that is known. */
    run: z.string().optional(),
    task: z.number().int().optional(),
    method: z.string(),
    scheme: z.string(),
    host: z.string(),
    port: z.number().int(),
    /** Bytes of bodies: as they were sent, and as they were read, which is unpacked. */
    sentBytes: z.number().int().nonnegative(),
    receivedBytes: z.number().int().nonnegative(),
    outcome: ConnectionOutcomeSchema,
  })
  .readonly();
export type ConnectionRecord = z.infer<typeof ConnectionRecordSchema>;

/** A host that may have to be asked, and whether the mode lets it be. */
export const DestinationSchema = z
  .object({
    purpose: PurposeSchema,
    /** The connection's own name, where it has one. */
    name: z.string().optional(),
    /** Scheme, host and port. */
    origin: z.string(),
    /** Why it is not asked, where that is so. */
    refusal: ErrorDetailSchema.optional(),
  })
  .readonly();
export type Destination = z.infer<typeof DestinationSchema>;

/** What a screen shows of the wall. */
export const NetworkOverviewSchema = z
  .object({
    mode: ModeSchema,
    destinations: z.array(DestinationSchema).readonly(),
    /** What may always, or must never, be sent where. */
    uploads: z.record(z.string(), z.enum(['always', 'never'])).readonly(),
    /** The oldest first. */
    records: z.array(ConnectionRecordSchema).readonly(),
  })
  .readonly();
export type NetworkOverview = z.infer<typeof NetworkOverviewSchema>;

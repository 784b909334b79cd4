// The keys of services as a screen and the terminal show them: what each is for, where it comes from and how
// it is kept. A key itself goes one way, into the engine, and never comes back.

import { z } from 'zod';

/** Names under which a key may be kept: no other variable of a program can be set by way of them. */
export const KeyVariableSchema = z
  .string()
  .max(200)
  .regex(/^(?:[A-Z0-9_]+_API_KEY|HF_TOKEN)$/u);

const MOST_CHARACTERS = 10_000;

export type KeyFault = 'empty' | 'spaces' | 'long' | 'characters';

/** What keeps a text from being a key; undefined where nothing does. Around it spaces do no harm. */
export function keyFault(text: string): KeyFault | undefined {
  const key = text.trim();
  if (key === '') {
    return 'empty';
  }
  if (/\s/u.test(key)) {
    return 'spaces';
  }
  if (key.length > MOST_CHARACTERS) {
    return 'long';
  }
  // What may stand in a header; any other character would be named, with the key, by whoever refuses it.
  return /^[\x21-\x7e]+$/u.test(key) ? undefined : 'characters';
}

/** How a key is kept that is saved now, and why where that is as plain text. */
export const KEY_SAVINGS = ['keyring', 'plain-host', 'plain-backend'] as const;
export type KeySaving = (typeof KEY_SAVINGS)[number];

export const KeyListingSchema = z
  .object({
    /** The name that it is kept under. */
    variable: z.string(),
    /** The names of the connections that it is for. */
    connections: z.array(z.string()).readonly(),
    /** It is also what the Hub and hosted inference are asked with. */
    isForHub: z.boolean(),
    /** One of them answers no one without it, or is of the person's own making. */
    isExpected: z.boolean(),
    /** Where the key that is used now comes from. */
    source: z.enum(['environment', 'stored', 'token-file', 'none']),
    /** The variable that is set in the environment, which may be another name of it. */
    environmentVariable: z.string().optional(),
    /** What is kept in the data folder, whether it is used or not. */
    stored: z
      .object({
        /** Locked: the keyring that protects it can't be reached here, or does not open it. */
        protection: z.enum(['keyring', 'plain', 'locked']),
        /** Milliseconds since 1970. */
        setAt: z.number(),
      })
      .readonly()
      .optional(),
  })
  .readonly();
export type KeyListing = z.infer<typeof KeyListingSchema>;

export const KeysOverviewSchema = z
  .object({ keys: z.array(KeyListingSchema).readonly(), saving: z.enum(KEY_SAVINGS) })
  .readonly();
export type KeysOverview = z.infer<typeof KeysOverviewSchema>;

export const SetKeySchema = z.object({
  variable: z.string().max(200),
  /** Bounds are the engine's, since what a schema refuses it may repeat. */
  value: z.string(),
  /** The person was told that it will be kept as plain text. */
  isPlainAccepted: z.boolean().default(false),
});

// crashes.json in the data folder: that something of the program broke off and when, without anything of
// what it was working on. It never leaves this machine by itself.

import { join } from 'node:path';
import { z } from 'zod';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'crashes.json';
/** The oldest are forgotten. */
const MOST_KEPT = 50;

export const CrashSchema = z
  .object({
    /** Milliseconds since 1970. */
    at: z.number(),
    what: z.enum(['engine', 'page-gone', 'page-unresponsive']),
    /** A status, a signal or a word of Chromium's; no text of anyone. */
    reason: z.string().max(100),
    version: z.string(),
  })
  .readonly();
export type Crash = z.infer<typeof CrashSchema>;

const CrashesSchema = z.array(CrashSchema).readonly();

/** The latest last. */
export function readCrashes(home: string): readonly Crash[] {
  return readKept(join(home, NAME), CrashesSchema) ?? [];
}

/** When they were. */
export function crashesSince(home: string, at: number): readonly number[] {
  return readCrashes(home).flatMap((crash) => (crash.at >= at ? crash.at : []));
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function noteCrash(home: string, crash: Crash): void {
  const kept = [...readCrashes(home), crash].slice(-MOST_KEPT);
  replaceFile({ home, name: NAME, what: 'the list of what broke off' }, JSON.stringify(kept));
}

// What the program notes of itself: entries of its log, what the screen shows of them, and the report that a
// person may hand on. Nothing of what was asked, answered or attached is ever in it.

import { z } from 'zod';
import { ERROR_CODES } from './errors.ts';

/** Who writes: the engine, or the desktop host around it. Each has files of its own. */
export const LOG_SOURCES = ['engine', 'desktop'] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

export const LOG_EVENTS = [
  'started',
  'stopped',
  /** The start found that the one before had not stopped in order. */
  'broke-off',
  'devices',
  /** An attempt of a task, a task or a run ended with an expected failure. */
  'attempt-failed',
  'task-failed',
  'run-failed',
  /** A call of the screen was refused. */
  'refused',
  /** Something that is a bug, here or on the page. */
  'bug',
  'page-bug',
  /** Of the desktop host: its engine's process ended, its window's page broke. */
  'engine-ended',
  'window-broke',
  /** Its page, which did not answer, answers again. */
  'window-recovered',
] as const;

export const LogEntrySchema = z
  .object({
    /** Milliseconds since 1970. */
    at: z.number().nonnegative(),
    source: z.enum(LOG_SOURCES),
    event: z.enum(LOG_EVENTS),
    code: z.enum(ERROR_CODES).optional(),
    /** Names and numbers of the program, never of the person. */
    facts: z.record(z.string(), z.string()).readonly(),
    /** Where in the program's own files it was. */
    stack: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type LogEntry = z.infer<typeof LogEntrySchema>;

/** An error that nothing caught on the page. */
export const PageErrorSchema = z.object({
  name: z.string().max(100),
  message: z.string().max(2000),
  stack: z.string().max(20_000),
});
export type PageError = z.infer<typeof PageErrorSchema>;

/** Where the program or its window broke off before this start. */
export const BrokeOffSchema = z
  .object({ at: z.number(), what: z.enum(['engine', 'window']) })
  .readonly();
export type BrokeOff = z.infer<typeof BrokeOffSchema>;

export const DiagnosticsOverviewSchema = z
  .object({
    /** Absolute path of the data folder. */
    home: z.string(),
    /** What went wrong lately, the latest first. */
    latest: z.array(LogEntrySchema).readonly(),
    brokeOff: BrokeOffSchema.optional(),
    log: z
      .object({
        bytes: z.number(),
        /** Why nothing can be written, as the system's code. */
        failure: z.string().optional(),
      })
      .readonly(),
  })
  .readonly();
export type DiagnosticsOverview = z.infer<typeof DiagnosticsOverviewSchema>;

// The log: lines of JSON in logs/ of the data folder, for this person alone, in a few files that take each
// other's place. Nobody waits for it, and where it can't be written the program goes on and says so.

import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  LOG_SOURCES,
  type LogEntry,
  LogEntrySchema,
  type LogSource,
} from '../../shared/diagnostics.ts';
import { errorCode } from './disk-errors.ts';

export interface LogFile {
  /** Written in the order of the calls, soon. */
  readonly append: (entry: LogEntry) => void;
  /** Written before this returns, for a process that is about to end. */
  readonly appendNow: (entry: LogEntry) => void;
  /** Resolves when all that was appended is on the disk, or could not be. */
  readonly settled: () => Promise<void>;
  /** Why the last writing failed, as the system's code. */
  readonly failure: () => string | undefined;
}

export interface LogLimits {
  /** Bytes after which a file makes room for the next one. */
  readonly fileBytes: number;
  /** Files of one source, the current one among them. */
  readonly files: number;
}

const LIMITS: LogLimits = { fileBytes: 1_000_000, files: 5 };
/** Characters of a line; what is longer is left out of the log. */
const MAX_LINE = 16_000;
/** Lines that wait while the disk is slow; more are dropped. */
const MAX_WAITING = 1000;
/** Others of this machine have no business in it. */
const MODE = 0o600;

export function logFolder(home: string): string {
  return join(home, 'logs');
}

function pathOf(home: string, source: LogSource, age = 0): string {
  return join(logFolder(home), age === 0 ? `${source}.jsonl` : `${source}.${age}.jsonl`);
}

export function createLogFile(
  home: string,
  source: LogSource,
  limits: LogLimits = LIMITS,
): LogFile {
  let waiting: string[] = [];
  let draining: Promise<void> | undefined;
  let failure: string | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await mkdir(logFolder(home), { recursive: true });
        await makeRoom(home, source, limits);
        await appendFile(pathOf(home, source), lines.join(''), { mode: MODE });
        failure = undefined;
      } catch (error) {
        failure = errorCode(error) || 'unknown';
      }
    }
    draining = undefined;
  }

  return {
    append: (entry) => {
      const line = lineOf(entry);
      if (line !== undefined && waiting.length < MAX_WAITING) {
        waiting.push(line);
        draining ??= drain();
      }
    },
    appendNow: (entry) => {
      try {
        mkdirSync(logFolder(home), { recursive: true });
        appendFileSync(pathOf(home, source), lineOf(entry) ?? '', { mode: MODE });
      } catch (error) {
        failure = errorCode(error) || 'unknown';
      }
    },
    settled: async () => draining,
    failure: () => failure,
  };
}

function lineOf(entry: LogEntry): string | undefined {
  const line = `${JSON.stringify(entry)}\n`;
  return line.length > MAX_LINE ? undefined : line;
}

/** The current file becomes the one before it, and the oldest goes. */
async function makeRoom(home: string, source: LogSource, limits: LogLimits): Promise<void> {
  if ((await bytesOf(pathOf(home, source))) < limits.fileBytes) {
    return;
  }
  for (let age = limits.files - 2; age >= 0; age--) {
    await rename(pathOf(home, source, age), pathOf(home, source, age + 1)).catch(whereThere);
  }
}

async function bytesOf(path: string): Promise<number> {
  return (await stat(path).catch(whereThere))?.size ?? 0;
}

function whereThere(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') {
    throw error;
  }
}

/** The latest entries of all sources, the latest last; lines that are none are left out. */
export async function readLog(home: string, most: number): Promise<readonly LogEntry[]> {
  const ages = Array.from({ length: LIMITS.files }, (_, age) => age);
  const entries = await Promise.all(
    LOG_SOURCES.map(async (source) => {
      const found: LogEntry[] = [];
      for (const age of ages) {
        // What can't be read is told by `failure`, at the next line that can't be written either.
        const text = await readFile(pathOf(home, source, age), 'utf8').catch(() => '');
        found.unshift(...text.split('\n').flatMap(entryOf));
        if (found.length >= most) {
          break;
        }
      }
      return found;
    }),
  );
  return entries
    .flat()
    .toSorted((a, b) => a.at - b.at)
    .slice(-most);
}

function entryOf(line: string): readonly LogEntry[] {
  try {
    return [LogEntrySchema.parse(JSON.parse(line))];
  } catch {
    return []; // cut off by the end of its process, or of another version
  }
}

/** Of the current file, read at once at a start, when it is small or just has made room. */
export function lastEntries(home: string, source: LogSource): readonly LogEntry[] {
  try {
    return readFileSync(pathOf(home, source), 'utf8').split('\n').slice(-500).flatMap(entryOf);
  } catch {
    return []; // a start without a log is the first one
  }
}

/** Bytes of all files of the log. */
export function logBytes(home: string): number {
  return LOG_SOURCES.flatMap((source) =>
    Array.from({ length: LIMITS.files }, (_, age) => pathOf(home, source, age)),
  ).reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

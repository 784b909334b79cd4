// The engine's log: that it started and stopped, on what, and what went wrong. A start that finds no stop
// before it knows that the program broke off.

import { platform, release } from 'node:os';
import type { BrokeOff, LogEntry, LogSource, PageError } from '../../shared/diagnostics.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { RunEvent } from '../../shared/events.ts';
import type { Mode } from '../../shared/settings.ts';
import type { FoundDevices } from '../store/found-devices.ts';
import { createLogFile, type LogFile, lastEntries } from '../store/log-file.ts';
import { programVersion } from '../version.ts';
import { type Happened, pageEntry, redacted, runEntry, thrownEntry } from './entries.ts';
import { createRedactor } from './redact.ts';

export interface Log {
  readonly write: (happened: Happened) => void;
  /** For a process that is about to end. */
  readonly writeNow: (happened: Happened) => void;
  readonly settled: () => Promise<void>;
  readonly failure: LogFile['failure'];
}

interface LogOptions {
  readonly home: string;
  readonly source: LogSource;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: () => number;
}

/** Of the engine, or of the desktop host around it. */
export function openLog({ home, source, environment, clock }: LogOptions): Log {
  const file = createLogFile(home, source);
  const redact = createRedactor(environment);
  const entry = (happened: Happened): LogEntry => ({
    at: clock(),
    source,
    ...redacted(happened, redact),
  });
  return {
    write: (happened) => file.append(entry(happened)),
    writeNow: (happened) => file.appendNow(entry(happened)),
    settled: file.settled,
    failure: file.failure,
  };
}

export interface EngineLog extends Pick<Log, 'failure' | 'settled'> {
  /** A bug, whoever noticed it. */
  readonly bug: (thrown: unknown) => void;
  readonly pageBug: (error: PageError) => void;
  readonly refused: (call: string, code: ErrorCode) => void;
  readonly runEvent: (event: RunEvent) => void;
  /** The same, and what they hold is noted when it is asked for. */
  readonly noting: (devices: FoundDevices) => FoundDevices;
  /** Where the program or its window broke off before this start. */
  readonly brokeOff: BrokeOff | undefined;
  readonly stopped: () => Promise<void>;
}

/** Lines a minute of what a page may bring about again and again. */
const MOST_A_MINUTE = 30;

interface EngineLogOptions extends Omit<LogOptions, 'source'> {
  readonly mode: Mode;
  /** What an engine before this one in the same session had found. */
  readonly brokeOff?: BrokeOff | undefined;
}

export function openEngineLog(options: EngineLogOptions): EngineLog {
  const { home, mode, clock } = options;
  const found = findBreak(home);
  const brokeOff = found ?? options.brokeOff;
  const log = openLog({ ...options, source: 'engine' });
  const mayWrite = createAllowance(clock);
  let isNoted = false;
  const system = `${platform()} ${release()} ${process.arch}`;
  if (found !== undefined && found.at !== options.brokeOff?.at) {
    log.write({ event: 'broke-off', facts: { what: found.what } });
  }
  log.write({
    event: 'started',
    facts: { version: programVersion(), node: process.version, system, mode },
  });
  return {
    ...{ brokeOff, failure: log.failure, settled: log.settled },
    bug: (thrown) => log.write(thrownEntry(thrown)),
    pageBug: (error) => mayWrite() && log.write(pageEntry(error)),
    refused: (call, code) => mayWrite() && log.write({ event: 'refused', code, facts: { call } }),
    runEvent: (event) => {
      const happened = runEntry(event);
      happened && log.write(happened);
    },
    noting: ({ read, write }) => {
      const note = (devices: ReturnType<typeof read>) => {
        if (!isNoted && devices !== undefined) {
          isNoted = true;
          const facts = devices.map(({ device, works }) => [device, works ? 'works' : 'no']);
          log.write({ event: 'devices', facts: Object.fromEntries(facts) });
        }
        return devices;
      };
      return {
        read: () => note(read()),
        write: (devices) => {
          note(devices);
          write(devices);
        },
      };
    },
    stopped: () => {
      log.write({ event: 'stopped', facts: {} });
      return log.settled();
    },
  };
}

/** The end of the last session, where it was none in order: of the engine, of the desktop host, of its window. */
function findBreak(home: string): BrokeOff | undefined {
  const engine = lastEntries(home, 'engine');
  const last = engine.at(-1);
  const edge = engine.findLast(isEdge);
  // Without an edge the file is younger than the session that wrote it.
  if (last !== undefined && edge?.event !== 'stopped') {
    return { at: last.at, what: 'engine' };
  }
  const desktop = lastEntries(home, 'desktop');
  const startedAt = engine.findLast(({ event }) => event === 'started')?.at ?? 0;
  const window = desktop.findLast(isWindowBreak);
  if (window !== undefined && window.at >= startedAt) {
    return { at: window.at, what: 'window' };
  }
  // The last edge is the desktop host that has just started this engine.
  const before = desktop.filter(isEdge).at(-2);
  return before?.event === 'started' ? { at: before.at, what: 'engine' } : undefined;
}

/** A page that hung and answers again broke nothing off. */
function isWindowBreak({ event }: LogEntry, place: number, entries: readonly LogEntry[]): boolean {
  return event === 'window-broke' && entries[place + 1]?.event !== 'window-recovered';
}

function isEdge({ event }: LogEntry): boolean {
  return event === 'started' || event === 'stopped';
}

function createAllowance(clock: () => number): () => boolean {
  let minute = 0;
  let left = MOST_A_MINUTE;
  return () => {
    const now = Math.floor(clock() / 60_000);
    left = now === minute ? left - 1 : MOST_A_MINUTE - 1;
    minute = now;
    return left >= 0;
  };
}

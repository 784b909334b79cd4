// The connections of this session: each attempt as it goes, kept in memory, the latest of them. Hosts and
// numbers alone are kept; paths, queries and headers may hold what must not be shown.

import type { ConnectionOutcome, ConnectionRecord, Purpose } from '../../shared/connections.ts';
import type { ErrorDetail } from '../../shared/errors.ts';
import { failureCode } from './failure-code.ts';

/** Records that are kept. */
export const MOST_RECORDS = 2000;

export interface Attempt {
  readonly method: string;
  readonly url: URL;
}

/** What a connection is for. */
export interface About {
  readonly purpose: Purpose;
  readonly run?: string | undefined;
  readonly task?: number | undefined;
}

/** One attempt, told of what becomes of it; the first ending stays. */
export interface Exchange {
  readonly refused: (why: ErrorDetail) => void;
  readonly sent: (bytes: number) => void;
  readonly received: (bytes: number) => void;
  /** The answer has begun. */
  readonly answered: (status: number) => void;
  readonly finished: () => void;
  /** Whoever read the answer stopped. */
  readonly left: () => void;
  readonly failed: (thrown: unknown) => void;
}

export interface Records {
  readonly begin: (attempt: Attempt, about: About) => Exchange;
  /** The oldest first. */
  readonly list: () => readonly ConnectionRecord[];
}

/** @param clock milliseconds since 1970 */
export function createRecords(clock: () => number): Records {
  const kept: { record: ConnectionRecord }[] = [];
  return {
    begin: (attempt, about) => {
      const entry = { record: firstRecord(attempt, about, clock()) };
      kept.push(entry);
      if (kept.length > MOST_RECORDS) {
        kept.shift();
      }
      return exchangeOf(entry, clock);
    },
    list: () => kept.map(({ record }) => record),
  };
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

function firstRecord(
  { method, url }: Attempt,
  { purpose, run, task }: About,
  at: number,
): ConnectionRecord {
  return {
    ...{ at, purpose, method },
    ...(run !== undefined && { run }),
    ...(task !== undefined && { task }),
    scheme: url.protocol.replace(/:$/, ''),
    host: url.hostname,
    port: Number(url.port) || (PORTS[url.protocol] ?? 0),
    ...{ sentBytes: 0, receivedBytes: 0 },
    outcome: { how: 'open' },
  };
}

function exchangeOf(entry: { record: ConnectionRecord }, clock: () => number): Exchange {
  let status: number | undefined;
  const change = (changed: Partial<ConnectionRecord>) => {
    entry.record = { ...entry.record, ...changed };
  };
  const end = (outcome: ConnectionOutcome) => {
    if (entry.record.outcome.how === 'open') {
      change({ outcome });
    }
  };
  const durationMs = () => Math.max(0, clock() - entry.record.at);
  return {
    refused: (why) => end({ how: 'refused', why }),
    sent: (bytes) => change({ sentBytes: entry.record.sentBytes + bytes }),
    received: (bytes) => change({ receivedBytes: entry.record.receivedBytes + bytes }),
    answered: (first) => {
      status = first;
      change({ outcome: { how: 'open', status } });
    },
    finished: () => end({ how: 'answered', status: status ?? 0, durationMs: durationMs() }),
    left: () => end({ how: 'left', status: status ?? 0, durationMs: durationMs() }),
    failed: (thrown) => {
      const seen = status === undefined ? {} : { status };
      end({ how: 'failed', code: failureCode(thrown), ...seen, durationMs: durationMs() });
    },
  };
}

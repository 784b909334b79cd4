// What happens, as entries of the log: each keeps its code, the program's own names and numbers, and nothing
// else. Every text in them goes through the redactor.

import type { LogEntry, PageError } from '../../shared/diagnostics.ts';
import { AppError, type ErrorReport } from '../../shared/errors.ts';
import type { RunEvent } from '../../shared/events.ts';
import { errorCode } from '../store/disk-errors.ts';
import { knownSentence, ownFrames, type Redactor } from './redact.ts';

export type Happened = Pick<LogEntry, 'event' | 'code' | 'facts' | 'stack'>;

/** Of an error's data, those that name parts of the program or count; the others may be the person's. */
const OWN_DATA: ReadonlySet<string> = new Set([
  ...['task', 'model', 'device', 'dtype', 'provider', 'controller', 'seconds', 'status', 'limit'],
]);

function ownData(data: ErrorReport['data']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => OWN_DATA.has(name)));
}

/** A thrown value that nobody expected, or an expected failure that nobody showed. */
export function thrownEntry(thrown: unknown): Happened {
  if (thrown instanceof AppError) {
    return { event: 'bug', code: thrown.code, facts: ownData(thrown.data) };
  }
  if (!(thrown instanceof Error)) {
    return { event: 'bug', facts: { name: typeof thrown } };
  }
  const code = errorCode(thrown);
  const sentence = knownSentence(thrown.message);
  return {
    event: 'bug',
    facts: {
      name: thrown.name,
      ...(/^[A-Z][A-Z\d_]{1,40}$/u.test(code) && { system: code }),
      ...(sentence !== undefined && { message: sentence }),
    },
    stack: ownFrames(thrown.stack ?? ''),
  };
}

export function pageEntry({ name, message, stack }: PageError): Happened {
  const sentence = knownSentence(message);
  return {
    event: 'page-bug',
    facts: {
      name: /^\w{1,60}$/u.test(name) ? name : 'Error',
      ...(sentence !== undefined && { message: sentence }),
    },
    stack: ownFrames(stack),
  };
}

/** What of a run is worth a line: attempts, tasks and runs that failed, by their codes. */
export function runEntry(event: RunEvent): Happened | undefined {
  switch (event.type) {
    case 'attempt-failed':
      return failure('attempt-failed', event.error, { run: event.runId, model: event.model });
    case 'task-failed':
      return failure('task-failed', event.error, { run: event.runId });
    case 'failed':
      return failure('run-failed', event.error, { run: event.runId });
    default:
      return undefined;
  }
}

function failure(
  event: Happened['event'],
  { code, data }: ErrorReport,
  about: Readonly<Record<string, string>>,
): Happened {
  return { event, code, facts: { ...ownData(data), ...about } };
}

export function redacted(happened: Happened, redact: Redactor): Happened {
  const { facts, stack, ...rest } = happened;
  const clean = Object.entries(facts).map(([name, value]) => [name, redact(value)]);
  return {
    ...rest,
    facts: Object.fromEntries(clean),
    ...(stack !== undefined && { stack: stack.map(redact) }),
  };
}

// Conversations, runs and their events in the database. An event is stored before anyone sees it.

import type Database from 'better-sqlite3';
import { z } from 'zod';
import { isRunEnd, RUN_STATUSES, type RunEvent, RunEventSchema } from '../../shared/events.ts';
import type { Host } from '../../shared/models.ts';
import { filesOfEvent } from '../../shared/run-files.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { Outcome, TaskStatistics } from '../pipeline/deps.ts';
import { toDiskError } from './disk-errors.ts';
import { createRunTexts } from './run-texts.ts';

const RunSummarySchema = z.object({
  id: z.string(),
  request: z.string(),
  status: z.enum(RUN_STATUSES),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type RunSummary = z.infer<typeof RunSummarySchema>;

export interface RunStore {
  /** @throws AppError DISK_FULL or HOME_UNUSABLE; the event is then not stored */
  readonly append: (event: RunEvent) => void;
  /** @param after leaves out the events up to that `seq` */
  readonly events: (runId: string, after?: number) => readonly RunEvent[];
  /** The latest first. */
  readonly list: (limit: number) => readonly RunSummary[];
  /** Ids of its runs, the oldest first. */
  readonly ofConversation: (conversation: string) => readonly string[];
  readonly recordOutcome: (outcome: Outcome) => void;
  readonly statistics: (type: TaskType, model: string, host: Host) => TaskStatistics;
  /** Ends the runs whose process ended under them, and returns their ids. */
  readonly interruptOpenRuns: (at: number) => readonly string[];
}

const EventRowSchema = z.object({
  run: z.string(),
  seq: z.number(),
  at: z.number(),
  body: z.string(),
});
const IdRowSchema = z.object({ id: z.string() });
const RunRowSchema = z.object({ id: z.string(), next: z.number() });
const StatisticsRowSchema = z.object({
  succeeded: z.number(),
  failed: z.number(),
  latest_ms: z.string(),
});

export function createRunStore(home: string, database: Database.Database): RunStore {
  const append = createAppend(home, database);
  const events = database.prepare('SELECT * FROM events WHERE run = ? AND seq > ? ORDER BY seq');
  const open = database.prepare(
    `SELECT id, (SELECT count(*) FROM events WHERE run = id) AS next
     FROM runs WHERE status = 'running' ORDER BY started_at`,
  );
  const list = database.prepare(
    `SELECT id, request, status, started_at AS startedAt, ended_at AS endedAt
     FROM runs ORDER BY started_at DESC, rowid DESC LIMIT ?`,
  );
  const ofConversation = database.prepare(
    'SELECT id FROM runs WHERE conversation = ? ORDER BY started_at, rowid',
  );
  return {
    append,
    list: (limit) => list.all(limit).map((row) => RunSummarySchema.parse(row)),
    events: (runId, after = -1) => events.all(runId, after).map(parseEvent),
    ofConversation: (conversation) =>
      ofConversation.all(conversation).map((row) => IdRowSchema.parse(row).id),
    ...createStatistics(database),
    interruptOpenRuns: (at) =>
      open.all().map((row) => {
        const { id, next } = RunRowSchema.parse(row);
        append({ runId: id, seq: next, at, type: 'interrupted' });
        return id;
      }),
  };
}

/** Characters of a conversation's title, which its first request gives. */
const TITLE_LENGTH = 80;

/** The request on one line, cut after a word where it is long. */
function titleOf(request: string): string {
  const line = request.trim().replace(/\s+/gu, ' ');
  const letters = [...line];
  if (letters.length <= TITLE_LENGTH) {
    return line;
  }
  const cut = letters.slice(0, TITLE_LENGTH - 1).join('');
  return `${/^(.{40,})\s\S*$/u.exec(cut)?.[1] ?? cut}…`;
}

function parseEvent(row: unknown): RunEvent {
  const { run, seq, at, body } = EventRowSchema.parse(row);
  const stored: unknown = JSON.parse(body);
  return RunEventSchema.parse(Object.assign({ runId: run, seq, at }, stored));
}

function createAppend(home: string, database: Database.Database): RunStore['append'] {
  const insertConversation = database.prepare(
    'INSERT OR IGNORE INTO conversations (id, title, created_at) VALUES (?, ?, ?)',
  );
  const insertRun = database.prepare(
    "INSERT INTO runs (id, conversation, request, status, started_at) VALUES (?, ?, ?, 'running', ?)",
  );
  const insertEvent = database.prepare(
    'INSERT INTO events (run, seq, at, body) VALUES (?, ?, ?, ?)',
  );
  const showArtefact = database.prepare(
    'INSERT OR IGNORE INTO run_artefacts (run, artefact) VALUES (?, ?)',
  );
  const endRun = database.prepare('UPDATE runs SET status = ?, ended_at = ? WHERE id = ?');
  const texts = createRunTexts(database);
  const insert = ({ runId, seq, at, ...body }: RunEvent) =>
    insertEvent.run(runId, seq, at, JSON.stringify(body));
  const insertWithTraces = database.transaction((event: RunEvent) => {
    const { runId, at } = event;
    if (event.type === 'started') {
      insertConversation.run(event.conversation, titleOf(event.request), at);
      insertRun.run(runId, event.conversation, event.request, at);
      texts.addRequest(event);
    }
    insert(event);
    for (const { artefact } of filesOfEvent(event)) {
      showArtefact.run(runId, artefact.id);
    }
    if (event.type === 'resumed') {
      endRun.run('running', null, runId);
    }
    if (isRunEnd(event.type)) {
      endRun.run(event.type, at, runId);
      texts.addResults(runId);
    }
  });
  return (event) => {
    try {
      // Most events are one row, which is a transaction by itself.
      leavesTraces(event) ? insertWithTraces(event) : insert(event);
    } catch (error) {
      throw toDiskError(error, home, 'what the run did');
    }
  };
}

/** Whether tables besides that of the events tell of it. */
function leavesTraces(event: RunEvent): boolean {
  const { type } = event;
  return (
    type === 'started' || type === 'resumed' || isRunEnd(type) || filesOfEvent(event).length > 0
  );
}

/** Times that are kept of a model and task type, and the characters that each takes. */
const KEPT_TIMES = 50;
const TIME_WIDTH = 12;

function createStatistics(
  database: Database.Database,
): Pick<RunStore, 'recordOutcome' | 'statistics'> {
  const record = database.prepare(
    `INSERT INTO task_statistics (task_type, model, host, succeeded, failed, latest_ms)
     VALUES ($type, $model, $host, $succeeded, $failed, $ms)
     ON CONFLICT DO UPDATE SET succeeded = succeeded + $succeeded, failed = failed + $failed,
       latest_ms = substr(latest_ms || $ms, ${-KEPT_TIMES * TIME_WIDTH})`,
  );
  const read = database.prepare(
    'SELECT succeeded, failed, latest_ms FROM task_statistics WHERE task_type = ? AND model = ? AND host = ?',
  );
  return {
    recordOutcome: ({ type, model, host, succeeded, durationMs }) => {
      record.run({
        ...{ type, model, host },
        succeeded: succeeded ? 1 : 0,
        failed: succeeded ? 0 : 1,
        ms: succeeded ? writeTime(durationMs) : '',
      });
    },
    statistics: (type, model, host) => {
      const row = StatisticsRowSchema.optional().parse(read.get(type, model, host));
      const { succeeded = 0, failed = 0, latest_ms = '' } = row ?? {};
      return { succeeded, failed, medianMs: median(readTimes(latest_ms)) };
    },
  };
}

/** At least one millisecond: 0 says that there is no time. */
function writeTime(ms: number): string {
  return String(Math.max(1, Math.round(ms))).padStart(TIME_WIDTH);
}

function readTimes(written: string): readonly number[] {
  return Array.from({ length: written.length / TIME_WIDTH }, (_, index) =>
    Number(written.slice(index * TIME_WIDTH, (index + 1) * TIME_WIDTH)),
  );
}

/** 0 where there are none. */
function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const [below = 0, above = 0] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (below + above) / 2;
}

// How many events a second the store takes, each in a transaction of its own, as runs append them.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../electron/store/store.ts';
import type { RunEventBody } from '../../shared/event-bodies.ts';
import type { RunEvent } from '../../shared/events.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';

const PAIRS = 20;
const EVENTS = 1000;
const GOAL = 10_000;

const reading = (part: number) => ({ code: 'reading-part', values: { part, parts: 3 } }) as const;

/** What a task leaves in the list: its start, two signs of progress and its end. */
function bodies(task: number): readonly RunEventBody[] {
  const text = `What task ${task} made, in a sentence of ordinary length for a result.`;
  return [
    { type: 'task-started', task, attempt: 1 },
    { type: 'task-progress', task, fraction: 0.3, message: reading(1) },
    { type: 'task-progress', task, fraction: 0.6, message: reading(2) },
    { type: 'task-finished', task, output: { text }, durationMs: 41, reused: false },
  ];
}

function eventsOf(runId: string): readonly RunEvent[] {
  const started = { conversation: 'c', request: 'benchmark', attachments: [] };
  const first: RunEventBody = { type: 'started', ...started, mode: 'local', controller: 'fixed' };
  const rest = Array.from({ length: EVENTS / 4 }, (_, task) => bodies(task)).flat();
  return [first, ...rest].map((body, seq) => ({
    runId,
    seq,
    at: 1_700_000_000_000 + seq,
    ...body,
  }));
}

/** Events a second. */
function rate(events: readonly RunEvent[], append: (event: RunEvent) => void): number {
  const before = performance.now();
  events.forEach(append);
  return (events.length * 1000) / (performance.now() - before);
}

/** The least that SQLite asks for the same durability: one insert of the event's text. */
function openBare(path: string) {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec('CREATE TABLE events (run TEXT, seq INTEGER, body TEXT, PRIMARY KEY (run, seq))');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?)');
  return {
    append: (event: RunEvent) => void insert.run(event.runId, event.seq, JSON.stringify(event)),
    close: () => database.close(),
  };
}

export async function measureEventAppend(): Promise<readonly Row[]> {
  const pairs = await inFolder(async (folder) => {
    const store = openStore(join(folder, 'home'), Date.now);
    const bare = openBare(join(folder, 'bare.db'));
    try {
      return await repeat(PAIRS, async (index) => {
        const events = eventsOf(`run ${index}`);
        const pair = { ours: rate(events, store.runs.append), bare: rate(events, bare.append) };
        if (store.runs.events(`run ${index}`).length !== events.length) {
          throw new Error('An event that was appended is not in the store.');
        }
        return pair;
      });
    } finally {
      store.close();
      bare.close();
    }
  });
  const ours = pairs.map((pair) => pair.ours);
  return [
    {
      what: 'event append, events a second; WAL, synchronous = NORMAL, one transaction each',
      reference: `bare insert ${median(pairs.map(({ bare }) => bare)).toFixed(0)}/s`,
      ours: `${spread(ours, 0)}/s`,
      ratio: spread(pairs.map((pair) => pair.ours / pair.bare)),
      goal: { text: `≥ ${GOAL.toLocaleString('en')}/s`, isMet: median(ours) >= GOAL },
    },
  ];
}

import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Outcome } from '../../../electron/pipeline/deps.ts';
import { MIGRATIONS } from '../../../electron/store/migrations.ts';
import { createRunStore, type RunStore } from '../../../electron/store/runs.ts';
import { openStore } from '../../../electron/store/store.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const MODEL = { type: 'text-to-speech', model: 'm', host: 'builtin' } as const;
/** Those before are forgotten. */
const KEPT = 50;

/** A store in memory, with tables as after that many steps. */
function memoryStore(steps = MIGRATIONS.length) {
  const database = new Database(':memory:');
  onTestFinished(() => {
    database.close();
  });
  const migrate = (from: number, to: number) => database.exec(MIGRATIONS.slice(from, to).join(''));
  migrate(0, steps);
  return { database, migrate };
}

function record(runs: RunStore, durations: readonly number[], changes: Partial<Outcome> = {}) {
  for (const durationMs of durations) {
    runs.recordOutcome({ ...MODEL, succeeded: true, durationMs, ...changes });
  }
  return runs.statistics(MODEL.type, MODEL.model, MODEL.host);
}

/** The middle of all, by taking away the smallest and the largest in turn. */
function naiveMedian(numbers: readonly number[]): number {
  const left = [...numbers].sort((a, b) => a - b);
  while (left.length > 2) {
    left.pop();
    left.shift();
  }
  return left.reduce((sum, number) => sum + number, 0) / Math.max(1, left.length);
}

describe('how models have done', () => {
  it('is added up by task type, model and host, over a restart', () => {
    const home = temporaryFolder();
    const first = openStore(home, Date.now);
    record(first.runs, [10, 30, 90]);
    record(first.runs, [500], { succeeded: false });
    first.close();
    const second = openStore(home, Date.now);
    onTestFinished(() => second.close());
    const { runs } = second;
    const none = { succeeded: 0, failed: 0, medianMs: 0 };
    expect(runs.statistics('text-to-speech', 'm', 'builtin')).toEqual({
      ...{ succeeded: 3, failed: 1, medianMs: 30 },
    });
    expect(runs.statistics('text-to-speech', 'other', 'builtin')).toEqual(none);
    expect(runs.statistics('text-to-speech', 'm', 'onnx')).toEqual(none);
    expect(runs.statistics('summarization', 'm', 'builtin')).toEqual(none);
  });

  it('has the median of the latest times, and counts all', () => {
    const { database } = memoryStore();
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1e9 }), { maxLength: 130 }), (durations) => {
        database.exec('DELETE FROM task_statistics');
        const runs = createRunStore('', database);
        const latest = durations.slice(-KEPT).map((ms) => Math.max(1, ms));
        expect(record(runs, durations)).toEqual({
          ...{ succeeded: durations.length, failed: 0, medianMs: naiveMedian(latest) },
        });
      }),
    );
  });

  it('takes no time from attempts that failed', () => {
    const { database } = memoryStore();
    const runs = createRunStore('', database);
    record(runs, [7]);
    expect(record(runs, [9000, 9000], { succeeded: false })).toEqual({
      ...{ succeeded: 1, failed: 2, medianMs: 7 },
    });
  });

  it('rounds times, and takes none for no time', () => {
    const { database } = memoryStore();
    const runs = createRunStore('', database);
    expect(record(runs, [0.2]).medianMs).toBe(1);
    expect(record(runs, [3.6, 3.6]).medianMs).toBe(4);
  });

  it('takes no more room, however many tasks there were', () => {
    const { database } = memoryStore();
    const runs = createRunStore('', database);
    const room = () => database.prepare('SELECT length(latest_ms) FROM task_statistics').pluck();
    record(
      runs,
      Array.from({ length: KEPT }, () => 5),
    );
    const full = room().get();
    record(runs, [5, 123_456_789]);
    expect(room().get()).toBe(full);
  });

  it('keeps the counts of a database from before, and its mean as one time', () => {
    const { database, migrate } = memoryStore(3);
    const insert = database.prepare('INSERT INTO task_statistics VALUES (?, ?, ?, ?, ?, ?)');
    insert.run('text-to-speech', 'm', 'builtin', 4, 1, 1000);
    insert.run('summarization', 'm', 'builtin', 0, 2, 0);
    migrate(3, MIGRATIONS.length);
    const runs = createRunStore('', database);
    expect(runs.statistics('text-to-speech', 'm', 'builtin')).toEqual({
      ...{ succeeded: 4, failed: 1, medianMs: 250 },
    });
    expect(runs.statistics('summarization', 'm', 'builtin')).toEqual({
      ...{ succeeded: 0, failed: 2, medianMs: 0 },
    });
    expect(record(runs, [350]).medianMs).toBe(300);
  });
});

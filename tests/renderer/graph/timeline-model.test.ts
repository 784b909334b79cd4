import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../renderer/graph/timeline-model.ts';
import { finished, needing, running, waiting } from './made.ts';

const START = 1_000_000;

describe('timelineOf', () => {
  it('draws each task from its beginning to its end', () => {
    const { rows } = timelineOf(
      [
        finished(needing(0), { startedAt: START, endedAt: START + 500, durationMs: 500 }),
        finished(needing(1), { startedAt: START + 500, endedAt: START + 1000, durationMs: 500 }),
      ],
      { startedAt: START, now: START + 9000 },
    );
    expect(rows.map(({ bar }) => bar)).toEqual([
      { begin: 0, end: 0.5 },
      { begin: 0.5, end: 1 },
    ]);
  });

  it('lets what runs grow and leaves out what waits', () => {
    const tasks = [running(needing(0), START + 1000), waiting(needing(1))];
    const at = (now: number) => timelineOf(tasks, { startedAt: START, now }).rows;
    expect(at(START + 2000)[0]?.bar).toEqual({ begin: 0.5, end: 1 });
    expect(at(START + 4000)[0]?.bar).toEqual({ begin: 0.25, end: 1 });
    expect(at(START + 4000)[1]?.bar).toBeUndefined();
  });

  it('marks a moment where a result was there already', () => {
    const reused = finished(needing(0), { endedAt: START + 100, reused: true });
    const { rows } = timelineOf([reused], { startedAt: START, now: START });
    expect(rows[0]?.bar?.begin).toBe(rows[0]?.bar?.end);
  });

  it('counts from the end where only the time that a task took is known', () => {
    const done = finished(needing(0), { endedAt: START + 1000, durationMs: 250 });
    const { rows } = timelineOf([done], { startedAt: START, now: START });
    expect(rows[0]?.bar).toEqual({ begin: 0.75, end: 1 });
  });

  it('puts a few round times on the axis, whatever its length', () => {
    for (const length of [150, 640, 4200, 59_000, 3_600_000]) {
      const { ticks } = timelineOf([running(needing(0), START)], {
        startedAt: START,
        now: START + length,
      });
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.every(({ at, ms }) => at > 0 && at <= 1 && ms % 100 === 0)).toBe(true);
    }
  });

  it('cuts the time in which a run lay broken off', () => {
    const day = 24 * 3_600_000;
    const { rows, cuts } = timelineOf(
      [
        finished(needing(0), { startedAt: START, endedAt: START + 1000, durationMs: 1000 }),
        finished(needing(1), {
          startedAt: START + day,
          endedAt: START + day + 1000,
          durationMs: 1000,
        }),
      ],
      { startedAt: START, now: START + day + 1000 },
    );
    expect(cuts).toHaveLength(1);
    const [first, second] = rows.map(({ bar }) => (bar === undefined ? 0 : bar.end - bar.begin));
    expect(first).toBeCloseTo(second ?? 0);
    expect(first).toBeGreaterThan(0.3);
  });
});

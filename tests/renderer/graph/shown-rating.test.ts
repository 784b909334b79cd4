import { describe, expect, it } from 'vitest';
import { byPoints, shownPoints, shownScore } from '../../../renderer/graph/shown-rating.ts';
import type { Candidate } from '../../../shared/models.ts';

const candidate: Candidate = {
  ...{ id: 'a/b', host: 'onnx', reason: '', score: 142.345 },
  parts: [
    { part: 'place', value: 1, points: 20 },
    { part: 'ready', value: 1, points: 90 },
    { part: 'success', value: 1, points: 30 },
    { part: 'speed', value: 0.69, points: 2.345 },
  ],
};

describe('the rating of a candidate, shown', () => {
  it('is a sum of points with at most one decimal', () => {
    expect(shownScore(candidate)).toBe(142.3);
    expect(shownPoints(20)).toBe(20);
    expect(shownPoints(0.05)).toBe(0.1);
  });

  it('has no number where a model can’t run', () => {
    const { score: _, ...rest } = candidate;
    expect(shownScore({ ...rest, score: 0, parts: [], obstacle: { code: 'memory' } })).toBe(
      undefined,
    );
  });

  it('has no number in runs from before there were parts', () => {
    expect(shownScore({ id: 'a/b', host: 'onnx', reason: '', score: 1 })).toBe(undefined);
  });

  it('names what says most first', () => {
    expect(byPoints(candidate.parts ?? []).map(({ part }) => part)).toEqual([
      ...['ready', 'success', 'place', 'speed'],
    ]);
  });
});

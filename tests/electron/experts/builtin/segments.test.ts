import { describe, expect, it } from 'vitest';
import { mergeSegments } from '../../../../electron/experts/builtin/segments.ts';

const TOLERANCE = { across: 4, along: 5 };

describe('merging segments', () => {
  it('makes the two edges of a stroke one line in its middle', () => {
    const edges = [
      { x1: 0, y1: 10, x2: 100, y2: 10 },
      { x1: 2, y1: 13, x2: 99, y2: 13 },
    ];
    expect(mergeSegments(edges, TOLERANCE)).toEqual([{ x1: 0, y1: 11.5, x2: 100, y2: 11.5 }]);
  });

  it('joins pieces with a small gap, whichever way they run and however many', () => {
    const pieces = [
      { x1: 0, y1: 0, x2: 40, y2: 0 },
      { x1: 90, y1: 0, x2: 61, y2: 0 },
      { x1: 44, y1: 0, x2: 57, y2: 0 },
    ];
    expect(mergeSegments(pieces, TOLERANCE)).toEqual([{ x1: 0, y1: 0, x2: 90, y2: 0 }]);
  });

  it('keeps apart what has a wide gap, lies too far beside, or crosses', () => {
    const pieces = [
      { x1: 0, y1: 0, x2: 60, y2: 0 },
      { x1: 70, y1: 0, x2: 120, y2: 0 },
      { x1: 0, y1: 9, x2: 40, y2: 9 },
      { x1: 20, y1: -15, x2: 20, y2: 15 },
    ];
    expect(mergeSegments(pieces, TOLERANCE)).toHaveLength(4);
  });

  it('gives the longest first, and nothing for nothing', () => {
    const pieces = [
      { x1: 0, y1: 0, x2: 10, y2: 0 },
      { x1: 0, y1: 50, x2: 90, y2: 50 },
    ];
    expect(mergeSegments(pieces, TOLERANCE).map(({ x2 }) => x2)).toEqual([90, 10]);
    expect(mergeSegments([], TOLERANCE)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { justify } from '../../../renderer/gallery/justified.ts';

const proportion = fc.oneof(
  fc.double({ min: 0.3, max: 4, noNaN: true }),
  fc.constantFrom(0.001, 0.1, 1, 40, 5000),
);
const proportions = fc.array(proportion, { maxLength: 80 });
const options = fc.record({
  width: fc.integer({ min: 240, max: 3000 }),
  rowHeight: fc.integer({ min: 100, max: 400 }),
  gap: fc.integer({ min: 0, max: 16 }),
});

const inAny = (holds: (...of: [number[], Parameters<typeof justify>[1]]) => void) =>
  fc.assert(fc.property(proportions, options, holds), { numRuns: 500 });

describe('justify', () => {
  it('gives every item one place, in order', () => {
    inAny((all, how) => {
      const places = justify(all, how).flatMap(({ boxes }) => boxes.map(({ index }) => index));
      expect(places).toEqual(all.map((_, index) => index));
    });
  });

  it('lets no two items of a row overlap, and leaves the gap between them', () => {
    inAny((all, how) => {
      for (const { boxes } of justify(all, how)) {
        for (const [place, { left }] of boxes.entries()) {
          const before = boxes[place - 1];
          const end = before === undefined ? -how.gap : before.left + before.width;
          expect(Math.abs(left - end - how.gap)).toBeLessThanOrEqual(1);
          expect(left).toBeGreaterThanOrEqual(end);
        }
      }
    });
  });

  it('fills the width with every row but the last, to a pixel', () => {
    inAny((all, how) => {
      for (const { boxes } of justify(all, how).slice(0, -1)) {
        const last = boxes.at(-1);
        const end = (last?.left ?? 0) + (last?.width ?? 0);
        expect(Math.abs(end - how.width)).toBeLessThanOrEqual(1);
      }
    });
  });

  it('neither stretches the last row nor lets it stand out', () => {
    inAny((all, how) => {
      const row = justify(all, how).at(-1);
      const last = row?.boxes.at(-1);
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(how.width + 1);
    });
    const [row] = justify([1, 1], { width: 1000, rowHeight: 180, gap: 8 });
    expect(row).toEqual({
      height: 180,
      boxes: [
        { index: 0, left: 0, width: 180 },
        { index: 1, left: 188, width: 180 },
      ],
    });
  });

  it('bounds what extreme proportions do', () => {
    inAny((all, how) => {
      for (const { height, boxes } of justify(all, how)) {
        for (const { width } of boxes) {
          expect(width).toBeLessThanOrEqual(3 * height + 2);
          expect(width).toBeGreaterThanOrEqual((2 / 3) * height - 2);
        }
      }
    });
  });

  it('keeps rows near to the height that is wanted, where the width has room for that', () => {
    const roomy = fc.array(fc.double({ min: 0.67, max: 3, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(roomy, (all) => {
        for (const { height } of justify(all, { width: 1200, rowHeight: 180, gap: 8 })) {
          expect(height).toBeGreaterThan(130);
          expect(height).toBeLessThan(250);
        }
      }),
    );
  });

  it('makes no rows of nothing', () => {
    expect(justify([], { width: 800, rowHeight: 180, gap: 8 })).toEqual([]);
  });
});

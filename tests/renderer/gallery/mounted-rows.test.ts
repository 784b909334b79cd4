import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysOf,
  type GalleryRow,
  placeRows,
  rowHeightFor,
} from '../../../renderer/gallery/gallery-rows.ts';
import {
  holds,
  MOST_MOUNTED,
  mountedRows,
  seenRows,
} from '../../../renderer/gallery/mounted-rows.ts';
import type { GalleryItem } from '../../../shared/gallery.ts';
import { itemOf, manyItems } from './made.ts';

function rowsOf(items: readonly GalleryItem[], screen: { width: number; height: number }) {
  const rowHeight = rowHeightFor(screen);
  return placeRows(items, daysOf(items, 'UTC'), { width: screen.width, rowHeight });
}

function countIn(rows: readonly GalleryRow[]): number {
  return rows.reduce((sum, row) => sum + (row.type === 'items' ? row.boxes.length : 0), 0);
}

const SCREENS = [
  { width: 366, height: 700 },
  { width: 760, height: 700 },
  { width: 1140, height: 850 },
  { width: 2300, height: 1390 },
  { width: 3590, height: 2110 },
];

describe.each(SCREENS)('with 10,000 items on a screen of $width × $height', (screen) => {
  const { rows, height } = rowsOf(manyItems(10_000), screen);

  it('at most 60 items are mounted wherever it is scrolled, all that are seen among them', () => {
    for (let top = 0; top < height; top += 1777) {
      const seen = { top, bottom: top + screen.height };
      const mounted = mountedRows(rows, seen);
      // The item that Tab leads to may be one more.
      expect(countIn(rows.slice(mounted.start, mounted.end)) + 1).toBeLessThanOrEqual(60);
      expect(holds(mounted, seenRows(rows, seen))).toBe(true);
    }
  });
});

describe('the rows of the gallery', () => {
  it('stand under the days of the time zone, none over another', () => {
    const at = Date.UTC(2026, 4, 1, 23, 30);
    const items = [itemOf(1, { at }), itemOf(2, { at: at - 2 * 3_600_000 })];
    expect(daysOf(items, 'UTC')).toEqual([{ date: '2026-05-01', start: 0, count: 2 }]);
    expect(daysOf(items, 'Europe/Berlin')).toEqual([
      { date: '2026-05-02', start: 0, count: 1 },
      { date: '2026-05-01', start: 1, count: 1 },
    ]);
    const { rows, height } = rowsOf(manyItems(500), { width: 900, height: 700 });
    for (const [place, row] of rows.entries()) {
      expect(row.top + row.height).toBeLessThanOrEqual(rows[place + 1]?.top ?? height);
    }
  });

  it('never mount too much, whatever the shapes are and wherever it is scrolled', () => {
    const { rows, height } = rowsOf(
      Array.from({ length: 400 }, (_, number) => itemOf(number, { width: 1, height: 1000 })),
      { width: 1140, height: 850 },
    );
    fc.assert(
      fc.property(fc.integer({ min: -300, max: height + 300 }), (top) => {
        const mounted = mountedRows(rows, { top, bottom: top + 850 });
        expect(countIn(rows.slice(mounted.start, mounted.end))).toBeLessThanOrEqual(MOST_MOUNTED);
        expect(mounted.start).toBeLessThanOrEqual(mounted.end);
      }),
    );
  });

  it('are mounted around what is seen, so that a small move changes nothing', () => {
    const { rows } = rowsOf(manyItems(1000), { width: 1140, height: 850 });
    const mounted = mountedRows(rows, { top: 5000, bottom: 5850 });
    expect(holds(mounted, seenRows(rows, { top: 5100, bottom: 5950 }))).toBe(true);
    expect(holds(mounted, seenRows(rows, { top: 9000, bottom: 9850 }))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { daysOf, placeRows } from '../../../renderer/gallery/gallery-rows.ts';
import { itemAfterKey } from '../../../renderer/gallery/grid-keys.ts';
import { itemOf } from './made.ts';

const DAY_MS = 86_400_000;
/** Squares: five on the first day, in rows of three and two, then two on the day before. */
const items = Array.from({ length: 7 }, (_, number) =>
  itemOf(number, { width: 100, height: 100, at: (number < 5 ? 9 : 8) * DAY_MS }),
);
const { rows } = placeRows(items, daysOf(items, 'UTC'), { width: 316, rowHeight: 100 });

function keyFrom(index: number, key: string, { ctrlKey = false } = {}) {
  const place = { rows, index, count: items.length, page: 260 };
  return itemAfterKey({ key, ctrlKey, metaKey: false }, place);
}

describe('itemAfterKey', () => {
  it('goes on and back one by one, over the ends of rows and days', () => {
    expect([keyFrom(0, 'ArrowRight'), keyFrom(2, 'ArrowRight'), keyFrom(4, 'ArrowRight')]).toEqual([
      1, 3, 5,
    ]);
    expect(keyFrom(3, 'ArrowLeft')).toBe(2);
  });

  it('goes to what stands nearest above and below, also in another day', () => {
    expect([keyFrom(1, 'ArrowDown'), keyFrom(4, 'ArrowDown'), keyFrom(6, 'ArrowUp')]).toEqual([
      4, 6, 4,
    ]);
    expect(keyFrom(2, 'ArrowDown')).toBe(4);
  });

  it('goes to the ends of a row, of all, and by pages', () => {
    expect([keyFrom(1, 'Home'), keyFrom(1, 'End')]).toEqual([0, 2]);
    expect([keyFrom(1, 'End', { ctrlKey: true }), keyFrom(6, 'Home', { ctrlKey: true })]).toEqual([
      6, 0,
    ]);
    expect([keyFrom(0, 'PageDown'), keyFrom(5, 'PageUp')]).toEqual([5, 0]);
  });

  it('stays where there is no way on, and leaves other keys alone', () => {
    expect([keyFrom(0, 'ArrowLeft'), keyFrom(0, 'ArrowUp'), keyFrom(6, 'ArrowDown')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([keyFrom(0, 'a'), keyFrom(0, 'Enter')]).toEqual([undefined, undefined]);
  });
});

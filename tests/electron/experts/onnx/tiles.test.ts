import { describe, expect, it } from 'vitest';
import {
  blankPicture,
  cutTile,
  layInto,
  OVERLAP,
  spansOf,
  TILE,
} from '../../../../electron/experts/onnx/tiles.ts';
import { seededRandom } from '../builtin/picture-tasks.ts';

describe('tiles', () => {
  it('take a length that fits whole', () => {
    expect(spansOf(TILE)).toEqual([{ start: 0, end: TILE }]);
    expect(spansOf(1)).toEqual([{ start: 0, end: 1 }]);
  });

  it('cover any length, overlap, begin at multiples of 8 and end with it', () => {
    for (let length = TILE + 1; length < 4 * TILE; length += 37) {
      const spans = spansOf(length);
      expect(spans[0]?.start).toBe(0);
      expect(spans.at(-1)?.end).toBe(length);
      for (const [index, { start, end }] of spans.entries()) {
        expect(start % 8).toBe(0);
        expect(end - start).toBeLessThanOrEqual(TILE);
        expect((spans[index - 1]?.end ?? OVERLAP) - start).toBe(OVERLAP);
      }
    }
  });

  it('give the picture back when they are laid into another unchanged', () => {
    const random = seededRandom(3);
    const picture = blankPicture(600, 300);
    picture.pixels.set(picture.pixels.map(() => Math.floor(random() * 256)));
    const result = blankPicture(600, 300);
    for (const row of spansOf(300)) {
      const band = blankPicture(600, row.end - row.start);
      for (const column of spansOf(600)) {
        const tile = cutTile(picture, column, row);
        layInto(band, tile, { offset: column.start, along: 'x', scale: 1 });
      }
      layInto(result, band, { offset: row.start, along: 'y', scale: 1 });
    }
    expect(Buffer.from(result.pixels).equals(Buffer.from(picture.pixels))).toBe(true);
  });

  it('go over into one another evenly, without a step of more than the fade makes', () => {
    const dark = { ...blankPicture(TILE, 1), pixels: new Uint8Array(TILE * 3).fill(100) };
    const light = { ...dark, pixels: new Uint8Array(TILE * 3).fill(116) };
    const row = blankPicture(2 * TILE - OVERLAP, 1);
    layInto(row, dark, { offset: 0, along: 'x', scale: 1 });
    layInto(row, light, { offset: TILE - OVERLAP, along: 'x', scale: 1 });
    const steps = [...row.pixels]
      .filter((_, at) => at % 3 === 0)
      .map((level, at, all) => level - (all[at - 1] ?? level));
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(16);
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mlsdControl } from '../../../../electron/experts/builtin/mlsd-control.ts';
import { drawSvg, pictureDesk, pixelsOf } from './picture-tasks.ts';

const desk = pictureDesk();

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
const LINES: readonly Line[] = [
  { x1: 40, y1: 50, x2: 360, y2: 50 },
  { x1: 60, y1: 90, x2: 60, y2: 280 },
  { x1: 120, y1: 100, x2: 340, y2: 220 },
  { x1: 130, y1: 280, x2: 330, y2: 250 },
];
const draw = (lines: readonly Line[], width = 2) =>
  drawSvg(
    400,
    300,
    `<rect width="400" height="300" fill="#fff"/>${lines
      .map(
        ({ x1, y1, x2, y2 }) =>
          `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#000" stroke-width="${width}"/>`,
      )
      .join('')}`,
  );

/** The greater distance between the ends of two lines, whichever way they run. */
function distance(a: Line, b: Line): number {
  const ends = (c: Line) =>
    Math.max(Math.hypot(a.x1 - c.x1, a.y1 - c.y1), Math.hypot(a.x2 - c.x2, a.y2 - c.y2));
  return Math.min(ends(b), ends({ x1: b.x2, y1: b.y2, x2: b.x1, y2: b.y1 }));
}

describe('finding straight lines', () => {
  it.each([1, 2, 5])('finds each line of %d px once, within 3 px', async (width) => {
    const { segments = [] } = await desk.perform(mlsdControl, draw(LINES, width));
    expect(segments).toHaveLength(LINES.length);
    for (const line of LINES) {
      expect(Math.min(...segments.map((segment) => distance(segment, line)))).toBeLessThan(3);
    }
  });

  it('draws them white on black in the size of the picture', async () => {
    const { image } = await desk.perform(mlsdControl, draw(LINES));
    const pixels = await pixelsOf(image?.bytes ?? new Uint8Array(0));
    expect(image?.name).toBe('lines.png');
    expect([pixels.width, pixels.height]).toEqual([400, 300]);
    const isNear = (x: number, y: number) =>
      [-1, 0, 1].some((dy) => pixels.at(x, y + dy)[0] === 255);
    expect([80, 200, 320].map((x) => isNear(x, 50))).toEqual([true, true, true]);
    expect(pixels.at(200, 20)[0]).toBe(0);
  });

  it('gives segments of a large picture in its own pixels', async () => {
    const large = await sharp(await draw(LINES).png().toBuffer())
      .resize({ width: 4000 })
      .png()
      .toBuffer();
    const { segments = [] } = await desk.perform(mlsdControl, large);
    const horizontal = { x1: 400, y1: 500, x2: 3600, y2: 500 };
    expect(Math.min(...segments.map((segment) => distance(segment, horizontal)))).toBeLessThan(20);
  });

  it('finds none in a circle and on a blank page, and says so', async () => {
    const circle = '<rect width="400" height="300" fill="#fff"/><circle cx="200" cy="150" r="40"/>';
    for (const content of [circle, '<rect width="400" height="300" fill="#fff"/>']) {
      const output = await desk.perform(mlsdControl, drawSvg(400, 300, content));
      expect(output.segments).toEqual([]);
      expect(output.notes).toHaveLength(1);
    }
  });

  it('gives the same at every time', async () => {
    const first = await desk.perform(mlsdControl, draw(LINES));
    expect(await desk.perform(mlsdControl, draw(LINES))).toEqual(first);
  });
});

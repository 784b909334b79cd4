import { describe, expect, it } from 'vitest';
import { fitReadable, fitWhole, reveal } from '../../../renderer/graph/viewport.ts';

const SIZE = { width: 400, height: 800 };

describe('fitWhole', () => {
  it('shows all of a graph, however large', () => {
    const bounds = { x: -1000, y: 50, width: 40_000, height: 9000 };
    const { x, y, zoom } = fitWhole(bounds, SIZE);
    expect(bounds.x * zoom + x).toBeGreaterThanOrEqual(0);
    expect((bounds.x + bounds.width) * zoom + x).toBeLessThanOrEqual(SIZE.width);
    expect(bounds.y * zoom + y).toBeGreaterThanOrEqual(0);
  });

  it('makes nothing larger than it is', () => {
    expect(fitWhole({ x: 0, y: 0, width: 10, height: 10 }, SIZE).zoom).toBe(1);
  });

  it('comes nearer with larger text', () => {
    const room = { ...SIZE, scale: 2 };
    expect(fitWhole({ x: 0, y: 0, width: 10, height: 10 }, room).zoom).toBe(2);
  });
});

describe('fitReadable', () => {
  it('begins at the top of a graph that is too large to be read whole', () => {
    const { y, zoom } = fitReadable({ x: 0, y: 100, width: 9000, height: 9000 }, SIZE);
    expect(zoom).toBeGreaterThan(0.3);
    expect(100 * zoom + y).toBe(24);
  });
});

describe('reveal', () => {
  const viewport = { x: 0, y: 0, zoom: 1 };
  const box = { x: 50, y: 50, width: 200, height: 100 };

  it('stays where what is looked for is seen', () => {
    expect(reveal(box, viewport, SIZE)).toBe(viewport);
  });

  it('moves as little as it must, at the same zoom', () => {
    expect(reveal({ ...box, y: 900 }, viewport, SIZE)).toEqual({ x: 0, y: -264, zoom: 1 });
    expect(reveal({ ...box, x: -300 }, viewport, SIZE)).toEqual({ x: 324, y: 0, zoom: 1 });
  });

  it('is done once what it shows is larger than the room', () => {
    const huge = { x: 0, y: 0, width: 3000, height: 100 };
    const once = reveal(huge, { x: -500, y: 30, zoom: 1 }, SIZE);
    expect(reveal(huge, once, SIZE)).toBe(once);
  });
});

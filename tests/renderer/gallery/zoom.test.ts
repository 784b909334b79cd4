import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST, panBy, WHOLE, type Zoom, zoomBy } from '../../../renderer/gallery/zoom.ts';

const share = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const offset = fc.record({ x: share, y: share });
const moves = fc.array(
  fc.oneof(
    fc.record({ factor: fc.double({ min: 0.1, max: 9, noNaN: true }), at: offset }),
    fc.record({ by: offset }),
  ),
);

describe('the zoom of a picture', () => {
  it('never shows what lies beyond the edges, nor more than the whole', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const zoom = all.reduce<Zoom>(
          (now, move) => ('by' in move ? panBy(now, move.by) : zoomBy(now, move.factor, move.at)),
          WHOLE,
        );
        const half = 0.5 / zoom.scale;
        expect(zoom.scale).toBeGreaterThanOrEqual(1);
        expect(zoom.scale).toBeLessThanOrEqual(LARGEST);
        for (const middle of [zoom.x, zoom.y]) {
          expect(middle - half).toBeGreaterThanOrEqual(-1e-9);
          expect(middle + half).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('keeps what is under the pointer in its place', () => {
    const at = { x: 0.2, y: -0.1 };
    const before: Zoom = { scale: 3, x: 0.5, y: 0.5 };
    const after = zoomBy(before, 2, at);
    const under = ({ scale, x, y }: Zoom) => [x + at.x / scale, y + at.y / scale];
    expect(under(after)[0]).toBeCloseTo(under(before)[0] ?? Number.NaN);
    expect(under(after)[1]).toBeCloseTo(under(before)[1] ?? Number.NaN);
  });

  it('goes back to the whole picture', () => {
    expect(zoomBy(zoomBy(WHOLE, 4, { x: 0.5, y: 0.5 }), 0.01)).toEqual(WHOLE);
  });
});

// The line of an edge: down from its source, around what stands in its way, and down into its target.

import type { Point } from './layout.ts';

/** As the `d` of an SVG path; vertical at each of its points. */
export function edgePath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (before === undefined) {
        return `M${x},${y}`;
      }
      const middle = (before.y + y) / 2;
      return `C${before.x},${middle} ${x},${middle} ${x},${y}`;
    })
    .join('');
}

/** Half way along the middle piece, where a label stands. */
export function edgeMiddle(points: readonly Point[]): Point {
  const index = Math.floor((points.length - 1) / 2);
  const from = points[index] ?? { x: 0, y: 0 };
  const to = points[index + 1] ?? from;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

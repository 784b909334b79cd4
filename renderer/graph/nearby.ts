// The part of a large graph that is near to what is seen. React Flow looks at every node and edge that it
// has at each step of a move; with only these it costs the same however large the graph is.

import type { Flow, FlowEdge, FlowNode } from './flow-elements.ts';
import { type Size, sizeOf } from './layout.ts';
import type { Rectangle, Viewport } from './viewport.ts';

export type Nearby = Pick<Flow, 'nodes' | 'edges'>;

/** With fewer nodes than this, all of them are near. */
const FEW = 60;
/** A region this many times as wide as what is seen holds more than it should. */
const TOO_WIDE = 4;

/** The region around what is seen: half a screen more on every side. */
export function regionAround(viewport: Viewport, size: Size): Rectangle {
  const seen = seenIn(viewport, size);
  return {
    x: seen.x - seen.width / 2,
    y: seen.y - seen.height / 2,
    width: 2 * seen.width,
    height: 2 * seen.height,
  };
}

/** The same region as long as what is seen lies in it, so that a move seldom changes anything. */
export function regionFor(before: Rectangle, viewport: Viewport, size: Size): Rectangle {
  const seen = seenIn(viewport, size);
  const isInside =
    seen.x >= before.x &&
    seen.y >= before.y &&
    seen.x + seen.width <= before.x + before.width &&
    seen.y + seen.height <= before.y + before.height;
  return isInside && before.width < TOO_WIDE * seen.width ? before : regionAround(viewport, size);
}

/** What the region shows: its nodes, the edges that cross it with both of their ends, and the one that Tab leads to. */
export function nearbyOf({ nodes, edges }: Nearby, region: Rectangle): Nearby {
  if (nodes.length < FEW) {
    return { nodes, edges };
  }
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const crossing = edges.filter(({ source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    return from !== undefined && to !== undefined && overlaps(spanning(from, to), region);
  });
  const ends = new Set(crossing.flatMap(({ source, target }: FlowEdge) => [source, target]));
  const isNear = ({ id, domAttributes }: FlowNode) => {
    const box = boxes.get(id);
    return (
      ends.has(id) || domAttributes?.tabIndex === 0 || (box !== undefined && overlaps(box, region))
    );
  };
  return { nodes: nodes.filter(isNear), edges: crossing };
}

function seenIn({ x, y, zoom }: Viewport, { width, height }: Size): Rectangle {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

function boxOf({ id, position }: FlowNode): Rectangle {
  return { ...position, ...sizeOf(id) };
}

function spanning(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    ...{ x, y },
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

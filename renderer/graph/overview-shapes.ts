// The shapes of a graph seen from very far away: one for all edges of a kind, one for all nodes that
// look alike. Pure.

import type { ResourceKind } from '../../shared/media.ts';
import { type TaskLook, taskLook } from '../ui/task-state.tsx';
import { edgePath } from './edge-path.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';
import { type Layout, type Point, sizeOf } from './layout.ts';

interface EdgeShape {
  readonly kind: ResourceKind | undefined;
  /** The `d` of an SVG path. */
  readonly path: string;
}

export function edgeShapes(edges: readonly FlowEdge[], layout: Layout): readonly EdgeShape[] {
  const pathOf = ({ source, target, data }: FlowEdge) => {
    const from = middleOf(source, layout, 'bottom');
    const to = middleOf(target, layout, 'top');
    return from && to ? edgePath([from, ...(data?.route ?? []), to]) : '';
  };
  return [...Map.groupBy(edges, ({ data }) => data?.kinds[0])].map(([kind, alike]) => ({
    kind,
    path: alike.map(pathOf).join(''),
  }));
}

interface NodeShape {
  readonly look: TaskLook | 'source';
  readonly path: string;
}

export function nodeShapes(nodes: readonly FlowNode[]): readonly NodeShape[] {
  const lookOf = (node: FlowNode) =>
    node.type === 'task' ? taskLook(node.data.state) : ('source' as const);
  return [...Map.groupBy(nodes, lookOf)].map(([look, alike]) => ({
    look,
    path: alike.map(({ id, position }) => boxPath(id, position, look === 'failed')).join(''),
  }));
}

/** What failed is crossed out, so that it is not told by its colour alone. */
function boxPath(id: string, { x, y }: Point, isCrossed: boolean): string {
  const { width, height } = sizeOf(id);
  const box = `M${x},${y}h${width}v${height}h${-width}z`;
  return isCrossed ? `${box}l${width},${height}M${x + width},${y}l${-width},${height}` : box;
}

function middleOf(id: string, layout: Layout, side: 'top' | 'bottom'): Point | undefined {
  const at = layout.positions.get(id);
  const { width, height } = sizeOf(id);
  return at && { x: at.x + width / 2, y: side === 'top' ? at.y : at.y + height };
}

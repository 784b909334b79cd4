// Where an arrow key leads: up and down along the edges, left and right along the row.

import type { TaskId } from '../../shared/plan.ts';
import { type TaskGraph, taskNodeId } from './graph-model.ts';
import { type Layout, NODE_SIZES, type Point } from './layout.ts';

export const DIRECTIONS = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
} as const;
export type Direction = (typeof DIRECTIONS)[keyof typeof DIRECTIONS];

interface Place {
  readonly task: TaskId;
  readonly at: Point;
}

/** The task that is next in a direction, or undefined at the end. */
export function neighbourOf(
  task: TaskId,
  direction: Direction,
  { graph, layout }: { readonly graph: TaskGraph; readonly layout: Layout },
): TaskId | undefined {
  const id = taskNodeId(task);
  const from = layout.positions.get(id);
  if (from === undefined) {
    return undefined;
  }
  const linked = new Set(
    graph.edges.flatMap(({ source, target }) =>
      direction === 'down' && source === id ? [target] : target === id ? [source] : [],
    ),
  );
  const others: Place[] = graph.nodes.flatMap((node) => {
    const at = layout.positions.get(node.id);
    return node.type === 'task' && node.id !== id && at !== undefined
      ? [{ task: node.task, at }]
      : [];
  });
  const eligible = others.filter((other) =>
    direction === 'up' || direction === 'down'
      ? linked.has(taskNodeId(other.task)) && isBeyond(other.at, from, direction)
      : sharesRow(other.at, from) && isBeyond(other.at, from, direction),
  );
  const distance = ({ at }: Place) => Math.abs(at.x - from.x) + Math.abs(at.y - from.y);
  return eligible.toSorted((a, b) => distance(a) - distance(b))[0]?.task;
}

/** The task whose node is at a point of the graph. */
export function taskAt(
  point: Point | undefined,
  { graph, layout }: { readonly graph: TaskGraph; readonly layout: Layout },
): TaskId | undefined {
  const { width, height } = NODE_SIZES.task;
  const hit = graph.nodes.find(({ id, type }) => {
    const at = type === 'task' ? layout.positions.get(id) : undefined;
    return (
      point !== undefined &&
      at !== undefined &&
      at.x <= point.x &&
      point.x <= at.x + width &&
      at.y <= point.y &&
      point.y <= at.y + height
    );
  });
  return hit?.type === 'task' ? hit.task : undefined;
}

function sharesRow(a: Point, b: Point): boolean {
  return Math.abs(a.y - b.y) < NODE_SIZES.task.height;
}

function isBeyond(at: Point, from: Point, direction: Direction): boolean {
  switch (direction) {
    case 'up':
      return at.y < from.y;
    case 'down':
      return at.y > from.y;
    case 'left':
      return at.x < from.x;
    case 'right':
      return at.x > from.x;
  }
}

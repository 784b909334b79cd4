// Where the nodes of a graph stand. Sizes are fixed by kind, so that no content moves anything, and a
// node that has its place keeps it while others arrive.

import { Graph, layout as layoutWithDagre } from '@dagrejs/dagre';
import { type GraphNode, isTaskNodeId, type TaskGraph } from './graph-model.ts';
import { nearestFree } from './nearest-free.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const NODE_SIZES: Readonly<Record<GraphNode['type'], Size>> = {
  task: { width: 232, height: 156 },
  source: { width: 200, height: 48 },
};

export function sizeOf(nodeId: string): Size {
  return NODE_SIZES[isTaskNodeId(nodeId) ? 'task' : 'source'];
}

/** Pixels between nodes of a row, and between rows. */
export const GAPS = { nodes: 24, rows: 64 };

export interface Layout {
  /** The top left corner of each node. */
  readonly positions: ReadonlyMap<string, Point>;
  /** Points that an edge passes on its way around nodes, by edge; none for a direct one. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** With more nodes than this, the best ranks take too long to find. */
const MANY = 150;

/** The same layout where nothing is new. */
export function layoutGraph(previous: Layout | undefined, graph: TaskGraph): Layout {
  const kept =
    previous === undefined ? [] : graph.nodes.filter(({ id }) => previous.positions.has(id));
  if (previous === undefined || kept.length === 0) {
    return layoutAnew(graph);
  }
  return kept.length === graph.nodes.length ? previous : addNodes(previous, graph);
}

function layoutAnew({ nodes, edges }: TaskGraph): Layout {
  const drawn = new Graph<object, Size & Partial<Point>, { points?: Point[] }>();
  drawn.setGraph({
    ...{ rankdir: 'TB', rankalign: 'top', nodesep: GAPS.nodes, ranksep: GAPS.rows },
    ...(nodes.length > MANY && { ranker: 'tight-tree' }),
  });
  for (const { id, type } of nodes) {
    drawn.setNode(id, { ...NODE_SIZES[type] });
  }
  const known = new Set(nodes.map(({ id }) => id));
  // While a plan streams, a task may name one that is still to come.
  const complete = edges.filter(({ source, target }) => known.has(source) && known.has(target));
  for (const { source, target } of complete) {
    drawn.setEdge(source, target, {});
  }
  layoutWithDagre(drawn);
  const positions = nodes.map(({ id, type }) => {
    const { x = 0, y = 0 } = drawn.node(id);
    const { width, height } = NODE_SIZES[type];
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }] as const;
  });
  const routes = complete.map(({ id, source, target }) => {
    // The first and the last one are where the edge meets its nodes.
    const points = drawn.edge(source, target).points?.slice(1, -1) ?? [];
    return [id, points.length > 1 ? points.map(({ x, y }) => ({ x, y })) : []] as const;
  });
  return { positions: new Map(positions), routes: new Map(routes) };
}

/** A graph with the places that it has so far. */
interface Placing {
  readonly types: ReadonlyMap<string, GraphNode['type']>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly targets: ReadonlyMap<string, readonly string[]>;
  readonly positions: Map<string, Point>;
}

function addNodes(previous: Layout, { nodes, edges }: TaskGraph): Layout {
  const placing: Placing = {
    types: new Map(nodes.map(({ id, type }) => [id, type])),
    sources: grouped(edges.map(({ source, target }) => [target, source])),
    targets: grouped(edges.map(({ source, target }) => [source, target])),
    positions: new Map(),
  };
  for (const { id } of nodes) {
    const position = previous.positions.get(id);
    if (position !== undefined) {
      placing.positions.set(id, position);
    }
  }
  const added = nodes.filter(({ id }) => !placing.positions.has(id));
  const waiting = new Set(added.map(({ id }) => id));
  for (const { id } of added) {
    placeAfterSources(id, placing, waiting);
  }
  return { positions: placing.positions, routes: previous.routes };
}

/** Places what a node comes from before the node itself. */
function placeAfterSources(id: string, placing: Placing, waiting: Set<string>): void {
  if (!waiting.delete(id)) {
    return;
  }
  for (const source of placing.sources.get(id) ?? []) {
    placeAfterSources(source, placing, waiting);
  }
  placing.positions.set(id, freePlace(id, placing));
}

interface Rectangle extends Point, Size {}

function freePlace(id: string, placing: Placing): Point {
  const size = NODE_SIZES[placing.types.get(id) ?? 'task'];
  const placed = [...placing.positions.keys()].map((other) => rectangleOf(other, placing));
  const above = neighbours(placing.sources.get(id), placing);
  const below = neighbours(placing.targets.get(id), placing);
  const y = rowOf(size, { above, below, placed });
  const near = above.length > 0 ? above : below;
  const center =
    near.length === 0
      ? Math.max(...placed.map(({ x, width }) => x + width)) + GAPS.nodes + size.width / 2
      : near.reduce((sum, { x, width }) => sum + x + width / 2, 0) / near.length;
  const blocking = placed
    .filter((other) => other.y < y + size.height && y < other.y + other.height)
    .map(({ x, width }) => ({
      from: x - GAPS.nodes - size.width,
      to: x + width + GAPS.nodes,
    }));
  return { x: Math.round(nearestFree(center - size.width / 2, blocking)), y };
}

interface Around {
  readonly above: readonly Rectangle[];
  readonly below: readonly Rectangle[];
  readonly placed: readonly Rectangle[];
}

/** The top of the row under all that a node comes from; a row that is there already, where one is near. */
function rowOf({ height }: Size, { above, below, placed }: Around): number {
  if (above.length === 0) {
    const tops =
      below.length > 0 ? below.map(({ y }) => y - GAPS.rows - height) : placed.map(({ y }) => y);
    return Math.min(...tops);
  }
  const least = Math.max(...above.map((other) => other.y + other.height)) + GAPS.rows;
  const rows = placed.map(({ y }) => y).filter((y) => y >= least && y < least + height);
  return rows.length > 0 ? Math.min(...rows) : least;
}

function rectangleOf(id: string, { positions, types }: Placing): Rectangle {
  return { ...(positions.get(id) ?? { x: 0, y: 0 }), ...NODE_SIZES[types.get(id) ?? 'task'] };
}

function neighbours(ids: readonly string[] | undefined, placing: Placing): readonly Rectangle[] {
  return (ids ?? [])
    .filter((id) => placing.positions.has(id))
    .map((id) => rectangleOf(id, placing));
}

function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    group === undefined ? groups.set(key, [value]) : group.push(value);
  }
  return groups;
}

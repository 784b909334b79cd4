import { describe, expect, it } from 'vitest';
import type { FlowEdge, FlowNode } from '../../../renderer/graph/flow-elements.ts';
import { nearbyOf, regionAround, regionFor } from '../../../renderer/graph/nearby.ts';

const SIZE = { width: 400, height: 300 };

/** A column of nodes, a screen apart, each of which feeds the next. */
function column(count: number): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const ids = Array.from({ length: count }, (_, index) => `task-${index}`);
  const nodes = ids.map((id, index) => ({
    ...{ id, type: 'task', position: { x: 0, y: index * SIZE.height }, data: {} },
    domAttributes: { tabIndex: index === 0 ? 0 : -1 },
  }));
  const edges = ids.slice(1).map((target, index) => ({
    ...{ id: `edge-${index}`, source: `task-${index}`, target, type: 'flow' },
  }));
  return { nodes: nodes as unknown as FlowNode[], edges: edges as FlowEdge[] }; // what is looked at is there
}

const at = (y: number, zoom = 1) => ({ x: 0, y: -y * zoom, zoom });
const idsOf = ({ nodes }: { nodes: FlowNode[] }) => nodes.map(({ id }) => id);

describe('the near part of a graph', () => {
  it('is all of a small one', () => {
    const graph = column(20);
    expect(nearbyOf(graph, regionAround(at(0), SIZE))).toEqual(graph);
  });

  it('has what is seen, both ends of what crosses it, and where Tab leads', () => {
    const near = nearbyOf(column(100), regionAround(at(50 * SIZE.height), SIZE));
    expect(idsOf(near)).toEqual(['task-0', 'task-48', 'task-49', 'task-50', 'task-51', 'task-52']);
    const known = new Set(idsOf(near));
    expect(near.edges.length).toBeGreaterThan(0);
    for (const { source, target } of near.edges) {
      expect(known.has(source) && known.has(target)).toBe(true);
    }
  });

  it('has an edge that passes between ends that are far', () => {
    const graph = column(100);
    const [edge] = graph.edges;
    graph.edges = edge === undefined ? [] : [{ ...edge, source: 'task-10', target: 'task-90' }];
    const near = nearbyOf(graph, regionAround(at(50 * SIZE.height), SIZE));
    expect(near.edges).toHaveLength(1);
    expect(idsOf(near)).toEqual(expect.arrayContaining(['task-10', 'task-90']));
  });
});

describe('the region', () => {
  it('stays while what is seen lies in it, and moves with what leaves it', () => {
    const region = regionAround(at(0), SIZE);
    expect(regionFor(region, at(100), SIZE)).toBe(region);
    expect(regionFor(region, at(151), SIZE)).not.toBe(region);
  });

  it('becomes smaller where someone comes nearer', () => {
    const region = regionAround(at(0, 0.25), SIZE);
    const nearer = regionFor(region, at(0, 1), SIZE);
    expect(nearer.width).toBeLessThan(region.width);
  });
});

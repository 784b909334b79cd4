import { describe, expect, it } from 'vitest';
import { graphOf } from '../../../renderer/graph/graph-model.ts';
import { layoutGraph } from '../../../renderer/graph/layout.ts';
import { neighbourOf, taskAt } from '../../../renderer/graph/neighbours.ts';
import { needing } from './made.ts';

const graph = graphOf([needing(0), needing(1, 0), needing(2, 0), needing(3, 1, 2)], []);
const drawn = { graph, layout: layoutGraph(undefined, graph) };

describe('neighbourOf', () => {
  it('goes up and down along the edges', () => {
    expect(neighbourOf(3, 'down', drawn)).toBeUndefined();
    expect([1, 2]).toContain(neighbourOf(0, 'down', drawn));
    expect(neighbourOf(1, 'up', drawn)).toBe(0);
    expect(neighbourOf(1, 'down', drawn)).toBe(3);
    expect(neighbourOf(0, 'up', drawn)).toBeUndefined();
  });

  it('goes left and right along the row and comes back', () => {
    const steps = (['left', 'right'] as const).flatMap((way) => neighbourOf(1, way, drawn) ?? []);
    expect(steps).toEqual([2]);
    const back = (['left', 'right'] as const).flatMap((way) => neighbourOf(2, way, drawn) ?? []);
    expect(back).toEqual([1]);
  });
});

describe('taskAt', () => {
  it('finds the task under a point and nothing beside it', () => {
    const { x = 0, y = 0 } = drawn.layout.positions.get('task-2') ?? {};
    expect(taskAt({ x: x + 5, y: y + 5 }, drawn)).toBe(2);
    expect(taskAt({ x: x - 500, y: y - 5 }, drawn)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../../renderer/graph/graph-model.ts';
import { type Layout, layoutGraph, sizeOf } from '../../../renderer/graph/layout.ts';
import type { Task } from '../../../shared/plan.ts';
import { attachment, file, needing, task } from './made.ts';

function overlaps({ positions }: Layout): readonly string[] {
  const boxes = [...positions].map(([id, at]) => ({ id, ...at, ...sizeOf(id) }));
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.id} ${b.id}`),
  );
}

/** Plans in which each task needs some of those before it. */
const plan = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  .map((rows) =>
    rows.map(
      (picks, id): Task => needing(id, ...new Set(id === 0 ? [] : picks.map((n) => n % id))),
    ),
  );

describe('layoutGraph', () => {
  it('puts what a task needs above it', () => {
    const graph = graphOf(
      [task(0, 'image-to-text', { image: file('a.png') }), needing(1, 0)],
      [attachment('a.png')],
    );
    const { positions } = layoutGraph(undefined, graph);
    const tops = ['file a.png', 'task-0', 'task-1'].map((id) => positions.get(id)?.y ?? 0);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(new Set(tops).size).toBe(3);
  });

  it('gives back the same layout where nothing is new', () => {
    const graph = graphOf([needing(0), needing(1, 0)], []);
    const layout = layoutGraph(undefined, graph);
    expect(layoutGraph(layout, graphOf([needing(0), needing(1, 0)], []))).toBe(layout);
  });

  it('leads a long edge around what stands in its way', () => {
    const graph = graphOf([needing(0), needing(1, 0), needing(2, 1), needing(3, 0, 2)], []);
    const { routes } = layoutGraph(undefined, graph);
    expect(routes.get('task-0 task-3')?.length).toBeGreaterThan(1);
    expect(routes.get('task-0 task-1')).toEqual([]);
  });

  it('keeps what is placed, overlaps nothing and goes downwards, in whatever pieces a plan comes', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 5 }), (tasks, step) => {
        let layout: Layout | undefined;
        for (let count = 1; count < tasks.length + step; count += step) {
          const graph = graphOf(tasks.slice(0, count), []);
          const next = layoutGraph(layout, graph);
          for (const [id, at] of layout?.positions ?? []) {
            expect(next.positions.get(id)).toEqual(at);
          }
          expect(next.positions.size).toBe(graph.nodes.length);
          layout = next;
        }
        expect(layout && overlaps(layout)).toEqual([]);
        for (const { source, target } of graphOf(tasks, []).edges) {
          const top = (id: string) => layout?.positions.get(id)?.y ?? Number.NaN;
          expect(top(source)).toBeLessThan(top(target));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('places a file above the task that needs it when both come late', () => {
    const first = layoutGraph(undefined, graphOf([needing(0)], []));
    const graph = graphOf([needing(0), task(1, 'image-to-text', { image: file('b.png') })], []);
    const { positions } = layoutGraph(first, graph);
    expect(positions.get('file b.png')?.y).toBeLessThan(positions.get('task-1')?.y ?? 0);
  });

  it('forgets tasks that the plan lost and keeps the others', () => {
    const before = layoutGraph(undefined, graphOf([needing(0), needing(1, 0)], []));
    const later = layoutGraph(before, graphOf([needing(0), needing(5, 0)], []));
    expect([...later.positions.keys()].toSorted()).toEqual(['task-0', 'task-5']);
    expect(later.positions.get('task-0')).toEqual(before.positions.get('task-0'));
  });
});

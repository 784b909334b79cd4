// Every measure against small cases worked out by hand.

import { describe, expect, it } from 'vitest';
import {
  normalisedEditDistance,
  type PlanPair,
  scoreLikeHuggingGpt,
  scoreLikeTaskBench,
  scorePerRequest,
  scoreStrictly,
} from '../../../electron/evaluation/measures.ts';
import type { NamedPlan } from '../../../electron/evaluation/tool-names.ts';

/** A chain of tools. */
function chain(...nodes: string[]): NamedPlan {
  return {
    nodes,
    edges: nodes.slice(1).map((target, index) => [nodes[index] ?? '', target] as const),
  };
}
const pair = (expected: NamedPlan, predicted: NamedPlan | undefined): PlanPair => ({
  expected,
  predicted,
});

const A = 'Translation';
const B = 'Summarization';
const C = 'Text-to-Speech';

describe('the strict form', () => {
  it('pools sets over requests', () => {
    // Nodes: 2 right of 3 expected, then 1 right of 1, 1 wrong. Edges: A → B right, B → C missed.
    const score = scoreStrictly([
      pair(chain(A, B, C), chain(A, B)),
      pair(chain(C), { nodes: [C, A], edges: [] }),
    ]);
    expect(score.node.precision).toBeCloseTo(3 / 4);
    expect(score.node.recall).toBeCloseTo(3 / 4);
    expect(score.node.f1).toBeCloseTo(0.75);
    expect(score.edge.precision).toBe(1);
    expect(score.edge.recall).toBe(0.5);
    expect(score.edge.f1).toBeCloseTo(2 / 3);
    expect(score.exactMatch).toBe(0);
  });

  it('counts a missing plan as all its nodes and edges missed', () => {
    const score = scoreStrictly([pair(chain(A), chain(A)), pair(chain(A, B), undefined)]);
    expect(score.node.recall).toBeCloseTo(1 / 3);
    expect(score.node.precision).toBe(1);
    expect(score.edge.recall).toBe(0);
    expect(score.exactMatch).toBe(0.5);
  });

  it('counts an invented name as a false positive', () => {
    const score = scoreStrictly([pair(chain(A), { nodes: [A, 'Mind Reading'], edges: [] })]);
    expect(score.node.precision).toBe(0.5);
  });

  it('sees a name planned twice once', () => {
    expect(scoreStrictly([pair(chain(A), { nodes: [A, A], edges: [] })]).exactMatch).toBe(1);
  });

  it('asks for the same edges in an exact match', () => {
    const reversed: NamedPlan = { nodes: [A, B], edges: [[B, A]] };
    expect(scoreStrictly([pair(chain(A, B), reversed)]).exactMatch).toBe(0);
  });
});

describe("TaskBench's protocol", () => {
  it('leaves out invented names, edges of a tool to itself and missing plans', () => {
    const predicted: NamedPlan = {
      nodes: [A, B, 'Mind Reading'],
      edges: [
        [A, B],
        [B, B],
        [B, 'Mind Reading'],
      ],
    };
    const score = scoreLikeTaskBench([
      pair(chain(A, B), predicted),
      pair(chain(A, B, C), undefined),
    ]);
    expect(score.node.f1).toBe(1);
    expect(score.edge.f1).toBe(1);
  });
});

describe("GNN4TaskPlan's protocol", () => {
  it('takes the mean of F1 per request, where a name planned twice costs precision', () => {
    // First: 2 right of 3 planned and of 2 expected, F1 0.8. Second: F1 1. Links: 1, none expected.
    const score = scorePerRequest([
      pair(chain(A, B), { nodes: [A, B, B], edges: [[A, B]] }),
      pair(chain(C), chain(C)),
    ]);
    expect(score.nodeF1).toBeCloseTo(0.9);
    expect(score.linkF1).toBe(1);
    expect(score.accuracy).toBe(0.5);
  });

  it('leaves out requests without a plan', () => {
    expect(scorePerRequest([pair(chain(A), undefined), pair(chain(B), chain(B))]).nodeF1).toBe(1);
  });

  it('counts links that were planned and not expected', () => {
    expect(scorePerRequest([pair({ nodes: [A, B], edges: [] }, chain(A, B))]).linkF1).toBe(0);
  });
});

describe("HuggingGPT's measures", () => {
  it('weigh each type by how often it is expected, so that on single tasks recall is accuracy', () => {
    // A expected 3 times, found 2; B expected once, found, and planned once in place of A.
    const score = scoreLikeHuggingGpt([
      pair(chain(A), chain(A)),
      pair(chain(A), chain(A)),
      pair(chain(A), chain(B)),
      pair(chain(B), chain(B)),
    ]);
    expect(score.accuracy).toBe(0.75);
    expect(score.recall).toBeCloseTo(0.75);
    expect(score.precision).toBeCloseTo((3 * 1 + 1 * 0.5) / 4);
    expect(score.f1).toBeCloseTo((3 * 0.8 + 1 * (2 / 3)) / 4);
    expect(score.editDistance).toBeCloseTo(1 / 4);
  });

  it('count a request without a plan as an empty one', () => {
    const score = scoreLikeHuggingGpt([pair(chain(A, B), undefined)]);
    expect(score.editDistance).toBe(1);
    expect(score.accuracy).toBe(0);
  });
});

describe('the normalised edit distance', () => {
  it.each([
    [[], [], 0],
    [[A], [], 1],
    [[A, B, C], [A, B, C], 0],
    [[A, B, C], [A, C], 1 / 3],
    [[A, B], [B, A], 1],
    [[A, B, C, A], [A, C, C], 2 / 4],
  ])('of %j and %j is %d', (a, b, distance) => {
    expect(normalisedEditDistance(a, b)).toBeCloseTo(distance);
    expect(normalisedEditDistance(b, a)).toBeCloseTo(distance);
  });
});

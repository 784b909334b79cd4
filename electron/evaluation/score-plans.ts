// Scores of a set of plans against their labels, overall and by the shape of the expected plan.

import {
  type HuggingGptScore,
  type MeanScore,
  type PlanPair,
  type PooledScore,
  scoreLikeHuggingGpt,
  scoreLikeTaskBench,
  scorePerRequest,
  scoreStrictly,
} from './measures.ts';
import { PLAN_SHAPES, type PlanningRow, type PlanShape } from './planning-data.ts';
import type { NamedPlan } from './tool-names.ts';

export interface GroupScores {
  readonly requests: number;
  /** Requests that a plan was made for; the others were refused by the plan compiler. */
  readonly planned: number;
  /** Edges in the labels; where there are none, a score of edges says nothing. */
  readonly edges: number;
  readonly strict: PooledScore;
  readonly taskBench: PooledScore;
  readonly perRequest: MeanScore;
  readonly huggingGpt: HuggingGptScore;
}

export type PlanScores = Readonly<Record<'overall' | PlanShape, GroupScores>>;

/**
 * Scores predicted plans; `predicted[i]` belongs to `expected[i]`, undefined where there is none. A shape
 * that no request has scores 0 throughout.
 */
export function scorePlans(
  expected: readonly PlanningRow[],
  predicted: readonly (NamedPlan | undefined)[],
): PlanScores {
  const pairs = expected.map((row, index) => ({
    shape: row.type,
    expected: labelled(row),
    predicted: predicted[index],
  }));
  const [single, chain, dag] = PLAN_SHAPES.map((shape) =>
    scoreGroup(pairs.filter((pair) => pair.shape === shape)),
  );
  const none = scoreGroup([]);
  return {
    overall: scoreGroup(pairs),
    single: single ?? none,
    chain: chain ?? none,
    dag: dag ?? none,
  };
}

function scoreGroup(pairs: readonly PlanPair[]): GroupScores {
  return {
    requests: pairs.length,
    planned: pairs.filter(({ predicted }) => predicted !== undefined).length,
    edges: pairs.reduce((sum, { expected }) => sum + expected.edges.length, 0),
    strict: scoreStrictly(pairs),
    taskBench: scoreLikeTaskBench(pairs),
    perRequest: scorePerRequest(pairs),
    huggingGpt: scoreLikeHuggingGpt(pairs),
  };
}

/** The labels of a row as a plan in tool names. */
export function labelled({ nodes, links }: PlanningRow): NamedPlan {
  return {
    nodes,
    edges: links.flatMap(([from, to]) => {
      const [source, target] = [nodes[from], nodes[to]];
      return source === undefined || target === undefined ? [] : [[source, target] as const];
    }),
  };
}

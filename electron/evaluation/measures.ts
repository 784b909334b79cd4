// The measures of four protocols over pairs of an expected and a predicted plan. They differ in what they
// forgive, so their figures are never to be mixed. All fractions go from 0 to 1.

import {
  type Counts,
  countSets,
  mean,
  poolCounts,
  ratio,
  type SetScore,
  scoreCounts,
} from './set-score.ts';
import { type NamedPlan, TOOL_NAMES } from './tool-names.ts';

/** A request's labels beside what was planned; undefined where there is no plan that holds. */
export interface PlanPair {
  readonly expected: NamedPlan;
  readonly predicted: NamedPlan | undefined;
}

export interface PooledScore {
  readonly node: SetScore;
  readonly edge: SetScore;
  /** Share of requests with the same set of nodes and of edges. */
  readonly exactMatch: number;
}

export interface MeanScore {
  readonly nodeF1: number;
  readonly linkF1: number;
  /** Share of requests with a node F1 of at least 0.99; links do not count. */
  readonly accuracy: number;
}

export interface HuggingGptScore extends SetScore {
  /** Share of requests with the same task types in the same order. */
  readonly accuracy: number;
  /** Levenshtein distance over the longer sequence's length, mean; 0 is best. */
  readonly editDistance: number;
}

const NOTHING: NamedPlan = { nodes: [], edges: [] };
const edgeName = ([source, target]: readonly [string, string]): string => `${source} → ${target}`;
const nodeSet = ({ nodes }: NamedPlan): ReadonlySet<string> => new Set(nodes);
const edgeSet = ({ edges }: NamedPlan): ReadonlySet<string> => new Set(edges.map(edgeName));

/**
 * The strict form: sets pooled over all requests; an invented name is a false positive, and a request
 * without a plan counts as all its nodes and edges missed.
 */
export function scoreStrictly(pairs: readonly PlanPair[]): PooledScore {
  const nodes = pairs.map(({ expected, predicted = NOTHING }) =>
    countSets(nodeSet(expected), nodeSet(predicted)),
  );
  const edges = pairs.map(({ expected, predicted = NOTHING }) =>
    countSets(edgeSet(expected), edgeSet(predicted)),
  );
  const matches = nodes.filter((counts, index) => isExact(counts) && isExact(edges[index]));
  return {
    node: scoreCounts(poolCounts(nodes)),
    edge: scoreCounts(poolCounts(edges)),
    exactMatch: ratio(matches.length, pairs.length),
  };
}

function isExact(counts: Counts | undefined): boolean {
  return counts !== undefined && counts.falsePositives === 0 && counts.falseNegatives === 0;
}

/**
 * As TaskBench's evaluate.py: pooled, but invented names and edges of a tool to itself are left out, and
 * so are requests without a plan.
 */
export function scoreLikeTaskBench(pairs: readonly PlanPair[]): PooledScore {
  return scoreStrictly(
    pairs.flatMap(({ expected, predicted }) =>
      predicted === undefined
        ? []
        : [{ expected: withoutSelf(expected), predicted: withoutSelf(onlyKnown(predicted)) }],
    ),
  );
}

function onlyKnown({ nodes, edges }: NamedPlan): NamedPlan {
  return {
    nodes: nodes.filter((name) => TOOL_NAMES.has(name)),
    edges: edges.filter((edge) => edge.every((name) => TOOL_NAMES.has(name))),
  };
}

function withoutSelf({ nodes, edges }: NamedPlan): NamedPlan {
  return { nodes, edges: edges.filter(([source, target]) => source !== target) };
}

/**
 * As GNN4TaskPlan: F1 per request, then the mean. A name planned twice costs precision, as an invented
 * one does. Requests without a plan are left out; the mean over links takes only requests that have some.
 */
export function scorePerRequest(pairs: readonly PlanPair[]): MeanScore {
  const planned = pairs.flatMap(({ expected, predicted }) =>
    predicted === undefined ? [] : [{ expected, predicted }],
  );
  const nodes = planned.map(({ expected, predicted }) => listF1(expected.nodes, predicted.nodes));
  const links = planned
    .filter(({ expected, predicted }) => expected.edges.length + predicted.edges.length > 0)
    .map(({ expected, predicted }) =>
      listF1(expected.edges.map(edgeName), predicted.edges.map(edgeName)),
    );
  return {
    nodeF1: mean(nodes),
    linkF1: mean(links),
    accuracy: ratio(nodes.filter((f1) => f1 >= 0.99).length, nodes.length),
  };
}

/** F1 of what both hold once, over the lengths of the lists as they are. */
function listF1(expected: readonly string[], predicted: readonly string[]): number {
  const both = [...new Set(predicted)].filter((name) => expected.includes(name)).length;
  const precision = ratio(both, predicted.length);
  const recall = ratio(both, expected.length);
  return ratio(2 * precision * recall, precision + recall);
}

/**
 * As in the paper of HuggingGPT: over task types, each type weighted by how often it is expected (so
 * that on single tasks recall equals accuracy, as in its tables), and the edit distance of sequences. A
 * request without a plan counts as an empty one.
 */
export function scoreLikeHuggingGpt(pairs: readonly PlanPair[]): HuggingGptScore {
  const sets = pairs.map(({ expected, predicted = NOTHING }) => ({
    expected: nodeSet(expected),
    predicted: nodeSet(predicted),
  }));
  const names = new Set(sets.flatMap(({ expected }) => [...expected]));
  const weighted = [...names].map((name) => scoreOf(name, sets));
  const support = weighted.reduce((sum, { count }) => sum + count, 0);
  const share = (key: keyof SetScore) =>
    ratio(
      weighted.reduce((sum, { score, count }) => sum + score[key] * count, 0),
      support,
    );
  const distances = pairs.map(({ expected, predicted = NOTHING }) =>
    normalisedEditDistance(expected.nodes, predicted.nodes),
  );
  return {
    accuracy: ratio(distances.filter((distance) => distance === 0).length, pairs.length),
    precision: share('precision'),
    recall: share('recall'),
    f1: share('f1'),
    editDistance: mean(distances),
  };
}

interface SetPair {
  readonly expected: ReadonlySet<string>;
  readonly predicted: ReadonlySet<string>;
}

/** How one name was predicted over all requests, and how often it was expected. */
function scoreOf(name: string, sets: readonly SetPair[]): { score: SetScore; count: number } {
  const only = (set: ReadonlySet<string>) => new Set(set.has(name) ? [name] : []);
  const counts = poolCounts(
    sets.map(({ expected, predicted }) => countSets(only(expected), only(predicted))),
  );
  return { score: scoreCounts(counts), count: counts.truePositives + counts.falseNegatives };
}

/** Levenshtein distance of two sequences over the length of the longer, from 0 to 1. */
export function normalisedEditDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  a.forEach((name, index) => {
    const next = [index + 1];
    b.forEach((other, place) => {
      const replaced = (row[place] ?? 0) + (name === other ? 0 : 1);
      next.push(Math.min(replaced, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    });
    row = next;
  });
  return ratio(row.at(-1) ?? 0, Math.max(a.length, b.length));
}

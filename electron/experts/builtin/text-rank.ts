// Ranks sentences by how much of the others they say: TextRank (Mihalcea and Tarau 2004, "TextRank:
// Bringing Order into Texts") over the cosine of weighted terms. Which are taken belongs to callers.

import { cosine, inverseFrequencies, type TermVector, toUnitVector } from './term-weights.ts';

export interface RankedSentences {
  /** By index of the sentence; 0 for one that was left out of the graph. */
  readonly ranks: readonly number[];
  readonly vectors: readonly TermVector[];
}

/** Probability of following an edge; the paper's value. */
const DAMPING = 0.85;
const ROUNDS = 60;
/** Largest change of a rank at which the ranks count as settled. */
const SETTLED = 1e-7;
/** Sentences in the graph, at most, since its edges grow with their square. */
const GRAPH_LIMIT = 1000;

interface Edge {
  readonly to: number;
  readonly weight: number;
}

/** @param sentences the content terms of each sentence, in order */
export function rankSentences(sentences: readonly (readonly string[])[]): RankedSentences {
  const weights = inverseFrequencies(sentences);
  const vectors = sentences.map((terms) => toUnitVector(terms, weights));
  const members = mostCentral(vectors);
  const inGraph = rankGraph(buildEdges(members.map((index) => vectors[index] ?? new Map())));
  const ranks = new Array<number>(sentences.length).fill(0);
  for (const [i, index] of members.entries()) {
    ranks[index] = inGraph[i] ?? 0;
  }
  return { ranks, vectors };
}

/** Indexes of the sentences nearest to the mean of all, in order: all of them where they are few. */
function mostCentral(vectors: readonly TermVector[]): readonly number[] {
  const indexes = [...vectors.keys()];
  if (vectors.length <= GRAPH_LIMIT) {
    return indexes;
  }
  const sum = new Map<string, number>();
  for (const vector of vectors) {
    for (const [term, weight] of vector) {
      sum.set(term, (sum.get(term) ?? 0) + weight);
    }
  }
  const centrality = vectors.map((vector) =>
    [...vector].reduce((total, [term, weight]) => total + weight * (sum.get(term) ?? 0), 0),
  );
  return indexes
    .sort((a, b) => (centrality[b] ?? 0) - (centrality[a] ?? 0) || a - b)
    .slice(0, GRAPH_LIMIT)
    .sort((a, b) => a - b);
}

function buildEdges(vectors: readonly TermVector[]): readonly (readonly Edge[])[] {
  const edges: Edge[][] = vectors.map(() => []);
  for (const [a, vector] of vectors.entries()) {
    for (let b = a + 1; b < vectors.length; b += 1) {
      const weight = cosine(vector, vectors[b] ?? new Map());
      if (weight > 0) {
        edges[a]?.push({ to: b, weight });
        edges[b]?.push({ to: a, weight });
      }
    }
  }
  return edges;
}

/** Weighted PageRank by repeated rounds; the ranks sum to about 1. */
function rankGraph(edges: readonly (readonly Edge[])[]): readonly number[] {
  const count = edges.length;
  const outgoing = edges.map((list) => list.reduce((sum, { weight }) => sum + weight, 0));
  let ranks = new Array<number>(count).fill(1 / count);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = edges.map(
      (list) =>
        (1 - DAMPING) / count +
        DAMPING *
          list.reduce(
            (sum, { to, weight }) => sum + ((ranks[to] ?? 0) * weight) / (outgoing[to] ?? 1),
            0,
          ),
    );
    const change = Math.max(...next.map((rank, i) => Math.abs(rank - (ranks[i] ?? 0))));
    ranks = next;
    if (change < SETTLED) {
      break;
    }
  }
  return ranks;
}

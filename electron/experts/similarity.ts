// How alike two texts are, as sentence-similarity gives it back on each host, however it was measured.

import type { ExpertOutput } from './expert.ts';

/** From the highest: a score of at least this is called so. */
const BANDS = [
  [0.95, 'the same or nearly so'],
  [0.65, 'similar'],
  [0.4, 'partly similar'],
  [0.2, 'slightly similar'],
  [0, 'different'],
] as const;

/** @param alike is held to 0 and 1: texts that point away from each other have nothing in common, which is 0 too */
export function tellSimilarity(alike: number, method: string): ExpertOutput {
  const score = similarityScore(alike);
  const band = BANDS.find(([least]) => score >= least)?.[1] ?? 'different';
  return { text: `${score.toFixed(2)} (${band})`, similarity: { score, method } };
}

/** From 0 to 1, to four decimals. */
export function similarityScore(alike: number): number {
  return Math.round(Math.min(1, Math.max(0, alike)) * 10_000) / 10_000;
}

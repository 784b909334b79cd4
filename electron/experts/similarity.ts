// How alike two texts are, as sentence-similarity gives it back on each host, however it was measured.

import { type SimilarityBand, similarityBand } from '../../shared/similarity-bands.ts';
import type { ExpertOutput } from './expert.ts';

const WORDS: Record<SimilarityBand, string> = {
  same: 'the same or nearly so',
  similar: 'similar',
  partly: 'partly similar',
  slightly: 'slightly similar',
  different: 'different',
};

/** @param alike is held to 0 and 1: texts that point away from each other have nothing in common, which is 0 too */
export function tellSimilarity(alike: number, method: string): ExpertOutput {
  const score = similarityScore(alike);
  return {
    text: `${score.toFixed(2)} (${WORDS[similarityBand(score)]})`,
    similarity: { score, method },
  };
}

/** From 0 to 1, to four decimals. */
export function similarityScore(alike: number): number {
  return Math.round(Math.min(1, Math.max(0, alike)) * 10_000) / 10_000;
}

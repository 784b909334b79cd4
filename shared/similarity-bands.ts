// What a score of similarity is called, in every language by the same bounds.

/** From the highest: a score of at least this is called so. */
const BANDS = [
  [0.95, 'same'],
  [0.65, 'similar'],
  [0.4, 'partly'],
  [0.2, 'slightly'],
] as const;

export type SimilarityBand = (typeof BANDS)[number][1] | 'different';

/** @param score from 0 to 1 */
export function similarityBand(score: number): SimilarityBand {
  return BANDS.find(([least]) => score >= least)?.[1] ?? 'different';
}

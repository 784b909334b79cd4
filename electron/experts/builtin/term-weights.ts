// Weighs the terms of texts: how telling a term is among them (idf), and how alike two weighted texts
// are (cosine). It knows nothing of sentences or languages.

/** Term → weight. */
export type TermVector = ReadonlyMap<string, number>;

/** Inverse document frequency of each term, smoothed: ln(1 + n / df), always above 0. */
export function inverseFrequencies(texts: readonly (readonly string[])[]): TermVector {
  const counts = new Map<string, number>();
  for (const terms of texts) {
    for (const term of new Set(terms)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([term, count]) => [term, Math.log(1 + texts.length / count)]));
}

/** Term frequency times `weights` (1 for a term that has none), scaled to length 1. */
export function toUnitVector(terms: readonly string[], weights: TermVector): TermVector {
  const counts = new Map<string, number>();
  for (const term of terms) {
    counts.set(term, (counts.get(term) ?? 0) + (weights.get(term) ?? 1));
  }
  const length = Math.hypot(...counts.values());
  return new Map([...counts].map(([term, weight]) => [term, length === 0 ? 0 : weight / length]));
}

/** Cosine of two unit vectors, from 0 to 1. */
export function cosine(a: TermVector, b: TermVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) {
    sum += weight * (large.get(term) ?? 0);
  }
  return Math.min(1, sum);
}

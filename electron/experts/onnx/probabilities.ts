// From a model's raw numbers to probabilities.

export function softmax(values: ArrayLike<number>): readonly number[] {
  const all = Array.from(values);
  const most = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = all.map((value) => Math.exp(value - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

export interface Weighted {
  readonly scores: readonly number[];
  readonly weight: number;
}

/** The mean of the scores of several windows of a text, each by its length. */
export function weightedMean(parts: readonly Weighted[]): readonly number[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return (parts[0]?.scores ?? []).map((_, i) =>
    parts.reduce((sum, { scores, weight }) => sum + ((scores[i] ?? 0) * weight) / total, 0),
  );
}

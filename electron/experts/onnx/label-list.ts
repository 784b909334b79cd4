// Scores of labels: from a model's raw numbers to probabilities, the best first, and in words.

export interface ScoredLabel {
  readonly label: string;
  readonly score: number;
}

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

/** The best first; scores keep within 0 and 1 whatever rounding did. */
export function rankLabels(
  names: readonly string[],
  scores: readonly number[],
): readonly ScoredLabel[] {
  return names
    .map((label, i) => ({ label, score: Math.min(1, Math.max(0, scores[i] ?? 0)) }))
    .sort((a, b) => b.score - a.score);
}

/** "POSITIVE (98 %)" */
export function bestInWords([best]: readonly ScoredLabel[]): string {
  return best === undefined ? '' : `${best.label} (${percent(best.score)})`;
}

export function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
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

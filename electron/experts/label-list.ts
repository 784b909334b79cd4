// Labels with their scores, the best first, and in words.

export interface ScoredLabel {
  readonly label: string;
  readonly score: number;
}

/** Scores keep within 0 and 1 whatever rounding did. */
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
  return best === undefined ? '' : withPercent(best);
}

/** "speech (80 %), music (12 %)" */
export function allInWords(labels: readonly ScoredLabel[]): string {
  return labels.map(withPercent).join(', ');
}

function withPercent({ label, score }: ScoredLabel): string {
  return `${label} (${percent(score)})`;
}

/** With a space that does not break. */
export function percent(score: number): string {
  return `${Math.round(score * 100)}\u00a0%`;
}

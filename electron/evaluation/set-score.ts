// Counts of sets against sets, and precision, recall and F1 from them. All fractions go from 0 to 1.

export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface SetScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How a predicted set meets an expected one. */
export function countSets(expected: ReadonlySet<string>, predicted: ReadonlySet<string>): Counts {
  const truePositives = [...predicted].filter((name) => expected.has(name)).length;
  return {
    truePositives,
    falsePositives: predicted.size - truePositives,
    falseNegatives: expected.size - truePositives,
  };
}

/** Counts added up, for a pooled (micro) score. */
export function poolCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return {
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
  };
}

/** Precision, recall and F1; 0 where nothing was predicted, or nothing expected. */
export function scoreCounts({ truePositives, falsePositives, falseNegatives }: Counts): SetScore {
  const precision = ratio(truePositives, truePositives + falsePositives);
  const recall = ratio(truePositives, truePositives + falseNegatives);
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall) };
}

/** A quotient, 0 where there is nothing to divide by. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The arithmetic mean, 0 of nothing. */
export function mean(values: readonly number[]): number {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

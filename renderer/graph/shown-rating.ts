// A candidate's score as it is shown.

import type { Candidate } from '../../shared/models.ts';
import type { ScorePart } from '../../shared/ranking.ts';

/** To one decimal. */
export function shownPoints(points: number): number {
  return Math.round(points * 10) / 10;
}

/** Undefined where a model can't run, and in runs from before scores had parts, whose numbers meant something else. */
export function shownScore({ score, parts, obstacle }: Candidate): number | undefined {
  return parts === undefined || obstacle !== undefined ? undefined : shownPoints(score);
}

/** Those that say most first. */
export function byPoints(parts: readonly ScorePart[]): readonly ScorePart[] {
  return parts.toSorted((a, b) => b.points - a.points);
}

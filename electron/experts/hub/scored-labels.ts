// Labels with scores as providers send them, as a task gives them back.

import { z } from 'zod';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { ExpertOutput } from '../expert.ts';
import { bestInWords, rankLabels, type ScoredLabel } from '../label-list.ts';

export const LabelsSchema = z
  .array(z.object({ label: z.string(), score: z.number() }))
  .transform((found): readonly ScoredLabel[] =>
    rankLabels(
      found.map(({ label }) => label),
      found.map(({ score }) => score),
    ),
  );

export function bestLabels(
  labels: readonly ScoredLabel[],
  notes: readonly ResultNote[] = [],
): ExpertOutput {
  return { text: bestInWords(labels), labels, ...(notes.length > 0 && { notes }) };
}

// text-classification by the language model that conducts: the mood of a text, under the labels that the
// built-in expert has.

import { z } from 'zod';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { bestInWords } from '../label-list.ts';
import type { Asked } from './ask-model.ts';
import { askInForm } from './formed-answer.ts';

const TASK = 'text-classification';

const ScoreSchema = z.number().min(0).max(1);
const MoodSchema = z
  .object({ POSITIVE: ScoreSchema, NEGATIVE: ScoreSchema, NEUTRAL: ScoreSchema })
  .refine((scores) => Object.values(scores).some((score) => score > 0));

export async function textClassification(
  inputs: ExpertInputs,
  asked: Asked,
): Promise<ExpertOutput> {
  const scores = await askInForm(asked, 'mood', {
    shape: MoodSchema,
    question: {
      instruction:
        'Judge the mood of the text between the tags. Give each label its probability; together they make 1.',
      data: { text: textInput(TASK, inputs, 'text') },
    },
  });
  const total = Object.values(scores).reduce((sum, score) => sum + score, 0);
  const labels = Object.entries(scores)
    .map(([label, score]) => ({ label, score: score / total }))
    .sort((a, b) => b.score - a.score);
  return {
    text: bestInWords(labels),
    labels,
    notes: [{ code: 'scores-own' }],
  };
}

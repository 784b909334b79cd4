// question-answering by the language model that conducts: from the passage alone, which may not answer.

import { z } from 'zod';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { questionAndPassage, UNANSWERED } from '../question-and-passage.ts';
import type { Asked } from './ask-model.ts';
import { askInForm, fieldSoFar } from './formed-answer.ts';

/** Also of answers about pictures. */
export const FoundAnswerSchema = z.object({
  isAnswered: z.boolean(),
  /** Empty where there is none. */
  answer: z.string(),
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1),
});
type FoundAnswer = z.infer<typeof FoundAnswerSchema>;

/** No model of probabilities stands behind it. */
export const SCORE_NOTE: ResultNote = { code: 'score-own' };

export async function questionAnswering(inputs: ExpertInputs, asked: Asked): Promise<ExpertOutput> {
  const { question, passage } = questionAndPassage(inputs);
  const found = await askInForm(asked, 'answer', {
    shape: FoundAnswerSchema,
    question: {
      instruction:
        'Answer the question between the question tags from the passage between the passage tags alone, in the words of the passage and as briefly as possible. Where the passage does not answer it, say so with isAnswered, and leave the answer empty.',
      data: { question, passage },
      written: (soFar) => asked.work.progress({ text: fieldSoFar(soFar, 'answer') }),
    },
  });
  return answered(found, passage);
}

function answered({ isAnswered, answer, confidence }: FoundAnswer, passage: string): ExpertOutput {
  const text = answer.trim();
  if (!isAnswered || text === '') {
    return UNANSWERED;
  }
  const start = passage.indexOf(text);
  const isInPassage = start >= 0;
  const place = isInPassage ? { start, end: start + text.length } : {};
  const notes: readonly ResultNote[] = isInPassage
    ? [SCORE_NOTE]
    : [SCORE_NOTE, { code: 'answer-not-verbatim' }];
  return { text, answers: [{ text, score: confidence, ...place }], notes };
}

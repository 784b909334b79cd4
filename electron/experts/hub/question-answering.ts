// question-answering, hosted: where in a passage the answer to a question stands.

import { z } from 'zod';
import { splitPassage } from '../builtin/passage.ts';
import type { ExpertInputs } from '../expert.ts';
import { invalid, optionalText, textInput } from '../inputs.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { toCodeUnits } from './text-offsets.ts';

const TASK = 'question-answering';
/** A best score below this is called a guess. */
const DOUBTFUL = 0.3;

const AnswerSchema = z.object({
  answer: z.string(),
  score: z.number(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});

export const questionAnswering: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const { question, passage } = questionAndPassage(inputs);
    const found = await ask({
      served: TASK,
      shape: AnswerSchema,
      send: ({ hf, at, options }) =>
        hf.questionAnswering({ ...at, inputs: { question, context: passage } }, options),
    });
    const place = toCodeUnits(passage);
    const [start, end] = [place(found.start), place(found.end)];
    const text = passage.slice(start, end);
    if (text.trim() === '') {
      return { text: 'The passage does not seem to answer this question.', answers: [] };
    }
    const score = Math.min(1, Math.max(0, found.score));
    return {
      text: text.replace(/\s+/gu, ' '),
      answers: [{ text, score, start, end }],
      ...(score < DOUBTFUL && { notes: ['This is a guess: the model is not sure.'] }),
    };
  },
};

function questionAndPassage(inputs: ExpertInputs) {
  const text = textInput(TASK, inputs, 'text');
  const context = optionalText(inputs, 'context');
  const parts = context === undefined ? splitPassage(text) : { question: text, passage: context };
  if (parts === undefined) {
    throw invalid(
      TASK,
      'it has a question and no passage to answer it from: give the passage as its context',
    );
  }
  return parts;
}

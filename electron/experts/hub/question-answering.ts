// question-answering, hosted: where in a passage the answer to a question stands.

import { z } from 'zod';
import { doubtsAbout, questionAndPassage, UNANSWERED } from '../question-and-passage.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { toCodeUnits } from './text-offsets.ts';

const TASK = 'question-answering';

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
      return UNANSWERED;
    }
    const score = Math.min(1, Math.max(0, found.score));
    const doubts = doubtsAbout(score);
    return {
      text: text.replace(/\s+/gu, ' '),
      answers: [{ text, score, start, end }],
      ...(doubts.length > 0 && { notes: doubts }),
    };
  },
};

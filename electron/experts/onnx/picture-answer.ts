// An answer about a picture as a task gives it back.

import type { ExpertOutput } from '../expert.ts';
import type { PictureAnswer } from './ask-picture.ts';

const SCORE_NOTE = 'The score says how sure the model was of its words, not whether they are true.';

export function answered({ text, score, notes }: PictureAnswer): ExpertOutput {
  return text === ''
    ? { text, answers: [], notes: [...notes, 'The model found no answer.'] }
    : { text, answers: [{ text, score }], notes: [...notes, SCORE_NOTE] };
}

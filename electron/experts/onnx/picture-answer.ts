// An answer about a picture as a task gives it back.

import type { ExpertOutput } from '../expert.ts';
import type { PictureAnswer } from './ask-picture.ts';

export function answered({ text, score, notes }: PictureAnswer): ExpertOutput {
  return text === ''
    ? { text, answers: [], notes: [...notes, { code: 'no-answer' }] }
    : { text, answers: [{ text, score }], notes: [...notes, { code: 'score-of-words' }] };
}

// What question-answering takes and what it says where there is no answer or a doubtful one, the same on each
// host. How an answer is found belongs to the hosts.

import { detail } from '../../shared/errors.ts';
import type { ResultNote } from '../../shared/result-notes.ts';
import { splitPassage } from './builtin/passage.ts';
import type { ExpertInputs, ExpertOutput } from './expert.ts';
import { invalid, optionalText, textInput } from './inputs.ts';

const TASK = 'question-answering';
/** A model's score below this is called a guess. */
const DOUBTFUL = 0.3;

export const UNANSWERED: ExpertOutput = {
  text: 'The passage does not seem to answer this question.',
  answers: [],
};

/**
 * The passage stands in the slot `context`, or in the text with the question.
 * @throws AppError INPUT_INVALID where there is no passage
 */
export function questionAndPassage(inputs: ExpertInputs): {
  readonly question: string;
  readonly passage: string;
} {
  const text = textInput(TASK, inputs, 'text');
  const context = optionalText(inputs, 'context');
  const parts = context === undefined ? splitPassage(text) : { question: text, passage: context };
  if (parts === undefined) {
    throw invalid(TASK, detail('no-passage'));
  }
  return parts;
}

/** Of a score that a model gives. */
export function doubtsAbout(score: number): readonly ResultNote[] {
  return score < DOUBTFUL ? [{ code: 'guess' }] : [];
}

// Every built-in expert, in one list. An expert that is not here does not exist for the program.

import type { TaskType } from '../../shared/tasks.ts';
import { audioToAudio } from './builtin/audio-to-audio.ts';
import { cannyControl } from './builtin/canny-control.ts';
import { documentQuestionAnswering } from './builtin/document-question-answering.ts';
import { imageToImage } from './builtin/image-to-image.ts';
import { imageToText } from './builtin/image-to-text.ts';
import { mlsdControl } from './builtin/mlsd-control.ts';
import { questionAnswering } from './builtin/question-answering.ts';
import { sentenceSimilarity } from './builtin/sentence-similarity.ts';
import { summarization } from './builtin/summarization.ts';
import { tabularClassification } from './builtin/tabular-classification.ts';
import { textClassification } from './builtin/text-classification.ts';
import { textToSpeech } from './builtin/text-to-speech.ts';
import { tokenClassification } from './builtin/token-classification.ts';
import type { Expert } from './expert.ts';

export const BUILTIN_EXPERTS: readonly Expert[] = [
  audioToAudio,
  cannyControl,
  documentQuestionAnswering,
  imageToImage,
  imageToText,
  mlsdControl,
  questionAnswering,
  sentenceSimilarity,
  summarization,
  tabularClassification,
  textClassification,
  textToSpeech,
  tokenClassification,
];

/** @throws Error where there is none, which is a bug of the caller */
export function builtinExpert(task: TaskType, model: string): Expert {
  const found = BUILTIN_EXPERTS.find((expert) => expert.task === task && expert.model.id === model);
  if (found === undefined) {
    throw new Error(`There is no built-in expert for ${task} with ${model}.`);
  }
  return found;
}

// document-question-answering, hosted: answers a question from a pictured document.

import { type HubTask, SLOW } from './hub-task.ts';
import { answerFromPicture } from './picture-question.ts';

export const documentQuestionAnswering: HubTask = {
  timeoutSeconds: SLOW,
  perform: (work) => answerFromPicture('document-question-answering', work),
};

// visual-question-answering, hosted: answers a question about a picture.

import { type HubTask, SLOW } from './hub-task.ts';
import { answerFromPicture } from './picture-question.ts';

export const visualQuestionAnswering: HubTask = {
  timeoutSeconds: SLOW,
  perform: (work) => answerFromPicture('visual-question-answering', work),
};

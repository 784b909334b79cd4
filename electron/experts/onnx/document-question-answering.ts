// document-question-answering: answers a question from a pictured document, with Donut or a model that
// talks about pictures. Neither says where in the document the answer stands.

import { detail } from '../../../shared/errors.ts';
import { textInput } from '../inputs.ts';
import {
  askChat,
  askDonut,
  type PictureAnswer,
  type PictureQuestion,
  takesQuestions,
} from './ask-picture.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { answered } from './picture-answer.ts';
import { type PictureReader, pictureReader, unusable } from './picture-reader.ts';

const TASK = 'document-question-answering';

export const documentQuestionAnswering: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const prompt = textInput(TASK, inputs, 'text');
    const image = await readImage(TASK, inputs);
    const reader = await load(pictureReader);
    signal.throwIfAborted();
    return answered(
      await ask(reader, { task: TASK, image, prompt, context: { signal, progress } }),
    );
  },
};

function ask(reader: PictureReader, question: PictureQuestion): Promise<PictureAnswer> {
  if (reader.kind === 'chat') {
    return askChat(reader, question);
  }
  if (reader.kind === 'encoder-decoder' && takesQuestions(reader)) {
    return askDonut(reader, question);
  }
  throw unusable(reader.name, detail('describes-only'));
}

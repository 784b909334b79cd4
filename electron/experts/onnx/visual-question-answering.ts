// visual-question-answering: answers a question about a picture with a model that talks about pictures.

import { detail } from '../../../shared/errors.ts';
import { textInput } from '../inputs.ts';
import { askChat } from './ask-picture.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { answered } from './picture-answer.ts';
import { pictureReader, unusable } from './picture-reader.ts';

const TASK = 'visual-question-answering';

export const visualQuestionAnswering: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const prompt = textInput(TASK, inputs, 'text');
    const image = await readImage(TASK, inputs);
    const reader = await load(pictureReader);
    signal.throwIfAborted();
    if (reader.kind !== 'chat') {
      // Florence-2 too was taught fixed prompts and no free questions.
      throw unusable(reader.name, detail('describes-only'));
    }
    return answered(
      await askChat(reader, { task: TASK, image, prompt, context: { signal, progress } }),
    );
  },
};

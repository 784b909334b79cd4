// image-to-text: describes a picture with a captioning model, Florence-2, or a model that talks about
// pictures. A model that was made to read text, such as TrOCR, gives that text instead.

import { detail } from '../../../shared/errors.ts';
import type { RawImage } from '../../runner/inference.ts';
import type { ExpertContext } from '../expert.ts';
import {
  askChat,
  askFlorence,
  describeBy,
  type PictureAnswer,
  takesQuestions,
} from './ask-picture.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { type PictureReader, pictureReader, unusable } from './picture-reader.ts';

const TASK = 'image-to-text';

const CHAT_PROMPT = 'Describe this picture in one sentence.';
const FLORENCE_PROMPT = '<MORE_DETAILED_CAPTION>';

export const imageToText: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const reader = await load(pictureReader);
    signal.throwIfAborted();
    const { text, notes } = await describe(reader, image, { signal, progress });
    return { text, notes: text === '' ? [...notes, { code: 'nothing-written' }] : notes };
  },
};

function describe(
  reader: PictureReader,
  image: RawImage,
  context: Pick<ExpertContext, 'signal' | 'progress'>,
): Promise<PictureAnswer> {
  switch (reader.kind) {
    case 'encoder-decoder':
      if (takesQuestions(reader)) {
        throw unusable(reader.name, detail('answers-only'));
      }
      return describeBy(reader, { task: TASK, image, context });
    case 'florence':
      return askFlorence(reader, { task: TASK, image, prompt: FLORENCE_PROMPT, context });
    case 'chat':
      return askChat(reader, { task: TASK, image, prompt: CHAT_PROMPT, context });
  }
}

// text-to-image: makes a picture with Janus, which writes it as a sequence of picture tokens. Diffusion
// models are not among those that Transformers.js runs.

import { textInput } from '../inputs.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf } from './picture.ts';
import { drawPicture, picturePainter } from './picture-painter.ts';

const TASK = 'text-to-image';

export const textToImage: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress, seed = 0 }) => {
    const prompt = textInput(TASK, inputs, 'text');
    const painter = await load(picturePainter);
    signal.throwIfAborted();
    const image = await drawPicture(painter, { prompt, seed, context: { signal, progress } });
    return { image: await pngOf(image, 'picture.png') };
  },
};

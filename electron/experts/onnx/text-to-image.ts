// text-to-image: makes a picture by diffusion, or with Janus, which writes it as a sequence of picture tokens.

import { optionalText, textInput } from '../inputs.ts';
import { drawnOutput, loadDiffusion } from './diffusion-answer.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf } from './picture.ts';
import { drawPicture, picturePainter } from './picture-painter.ts';

const TASK = 'text-to-image';

export const textToImage: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const { inputs, load, signal, progress, seed = 0 } = work;
    const prompt = textInput(TASK, inputs, 'text');
    const negativePrompt = optionalText(inputs, 'negative_prompt');
    const diffusion = await loadDiffusion(work);
    signal.throwIfAborted();
    if (diffusion !== undefined) {
      return drawnOutput(diffusion, { task: TASK, prompt, negativePrompt }, work);
    }
    const painter = await load(picturePainter);
    signal.throwIfAborted();
    const image = await drawPicture(painter, { prompt, seed, context: { signal, progress } });
    return {
      image: await pngOf(image, 'picture.png'),
      ...(negativePrompt !== undefined && { notes: [{ code: 'nothing-avoided' }] }),
    };
  },
};

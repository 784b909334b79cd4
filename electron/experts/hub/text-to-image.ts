// text-to-image, hosted: makes a picture from a description.

import { optionalText, textInput } from '../inputs.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { fileSchema } from './received-files.ts';

const TASK = 'text-to-image';

export const textToImage: HubTask = {
  timeoutSeconds: SLOW,
  isSeeded: true,
  perform: async ({ inputs, ask, seed }) => {
    const text = textInput(TASK, inputs, 'text');
    const negative = optionalText(inputs, 'negative_prompt');
    const parameters = {
      ...(seed !== undefined && { seed }),
      ...(negative !== undefined && { negative_prompt: negative }),
    };
    const image = await ask({
      served: TASK,
      shape: fileSchema('image', 'picture'),
      send: ({ hf, at, options }) =>
        hf.textToImage({ ...at, inputs: text, parameters }, { ...options, outputType: 'blob' }),
    });
    return { image };
  },
};

// image-to-video, hosted: brings a picture into motion.

import { optionalText } from '../inputs.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { fileSchema } from './received-files.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'image-to-video';

export const imageToVideo: HubTask = {
  timeoutSeconds: SLOW,
  isSeeded: true,
  perform: async ({ inputs, ask, seed }) => {
    const picture = await pictureOf(TASK, inputs);
    const prompt = optionalText(inputs, 'text');
    const parameters = {
      ...(prompt !== undefined && { prompt }),
      ...(seed !== undefined && { seed }),
    };
    const shape = fileSchema('video', 'video');
    const video = await ask(
      {
        served: TASK,
        shape,
        send: ({ hf, at, options }) =>
          hf.imageToVideo({ ...at, inputs: picture, parameters }, options),
      },
      {
        served: 'image-text-to-video',
        shape,
        send: ({ hf, at, options }) =>
          hf.imageTextToVideo({ ...at, inputs: picture, parameters }, options),
      },
    );
    return { video };
  },
};

// text-to-video, hosted: makes a video from a description.

import { textInput } from '../inputs.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { fileSchema } from './received-files.ts';

const TASK = 'text-to-video';

export const textToVideo: HubTask = {
  timeoutSeconds: SLOW,
  isSeeded: true,
  perform: async ({ inputs, ask, seed }) => {
    const text = textInput(TASK, inputs, 'text');
    const parameters = seed === undefined ? {} : { seed };
    const video = await ask({
      served: TASK,
      shape: fileSchema('video', 'video'),
      send: ({ hf, at, options }) => hf.textToVideo({ ...at, inputs: text, parameters }, options),
    });
    return { video };
  },
};

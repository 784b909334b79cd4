// image-to-image, hosted: changes a picture, as a text says where one is given.

import { optionalText } from '../inputs.ts';
import { changePicture } from './changed-picture.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'image-to-image';

export const imageToImage: HubTask = {
  timeoutSeconds: SLOW,
  perform: async (work) => {
    const picture = await pictureOf(TASK, work.inputs);
    const prompt = optionalText(work.inputs, 'text');
    return { image: await changePicture(work, { picture, prompt, stem: 'edited' }) };
  },
};

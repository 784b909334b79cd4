// canny-text-to-image and its kind, hosted: a picture from a description that keeps something of another.
// Models that change pictures as a text says are told what it is that they are given.

import type { TaskType } from '../../../shared/tasks.ts';
import { textInput } from '../inputs.ts';
import { changePicture } from './changed-picture.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { pictureOf } from './sent-files.ts';

/** @param kept what the given picture shows of the one to be made, such as "edges" */
export function controlledPicture(task: TaskType, kept: string): HubTask {
  return {
    timeoutSeconds: SLOW,
    perform: async (work) => {
      const wish = textInput(task, work.inputs, 'text');
      const picture = await pictureOf(task, work.inputs);
      const prompt = `This picture shows the ${kept} of another. Make that other picture, with the same ${kept}: ${wish}`;
      return { image: await changePicture(work, { picture, prompt, stem: 'picture' }) };
    },
  };
}

// canny-text-to-image and its kind, hosted: a picture from a description that keeps something of another.
// Models that change pictures as a text says are told what it is that they are given.

import type { TaskType } from '../../../shared/tasks.ts';
import type { ExpertInputs } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { encodePng } from '../pictures.ts';
import { segmentControl } from '../segment-control.ts';
import { changePicture } from './changed-picture.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { pictureOf } from './sent-files.ts';

/** @param kept what the given picture shows of the one to be made, such as "edges" */
export function controlledPicture(task: TaskType, kept: string): HubTask {
  return {
    timeoutSeconds: SLOW,
    perform: async (work) => {
      const wish = textInput(task, work.inputs, 'text');
      const { picture, notes } = await controlOf(task, work.inputs);
      const prompt = `This picture shows the ${kept} of another. Make that other picture, with the same ${kept}: ${wish}`;
      return { image: await changePicture(work, { picture, prompt, stem: 'picture' }), notes };
    },
  };
}

/** The picture of a segmentation shows its source below, so the segments are put together anew. */
async function controlOf(task: TaskType, inputs: ExpertInputs) {
  const segments = await segmentControl(task, inputs);
  if (segments === undefined) {
    return { picture: await pictureOf(task, inputs), notes: [] };
  }
  const bytes = Buffer.from(await encodePng(segments.picture));
  return { picture: new Blob([bytes], { type: 'image/png' }), notes: segments.notes };
}

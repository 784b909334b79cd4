// image-classification, hosted: the likeliest classes of a picture.

import { frameNotes } from '../onnx/frames.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { bestLabels, LabelsSchema } from './scored-labels.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'image-classification';
const CLASSES = 5;

export const imageClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const picture = await pictureOf(TASK, inputs);
    const labels = await ask({
      served: TASK,
      shape: LabelsSchema,
      send: ({ hf, at, options }) => hf.imageClassification({ ...at, inputs: picture }, options),
    });
    return bestLabels(labels.slice(0, CLASSES), await frameNotes(TASK, inputs));
  },
};

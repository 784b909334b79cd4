// zero-shot-image-classification, hosted: which of the labels that the request names fits a picture.

import { aloneNotes, candidateLabels } from '../onnx/candidate-labels.ts';
import { frameNotes } from '../onnx/frames.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { bestLabels, LabelsSchema } from './scored-labels.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'zero-shot-image-classification';

export const zeroShotImageClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const parameters = { candidate_labels: [...candidateLabels(TASK, inputs)] };
    const picture = await pictureOf(TASK, inputs);
    const labels = await ask({
      served: TASK,
      shape: LabelsSchema,
      send: ({ hf, at, options }) =>
        hf.zeroShotImageClassification({ ...at, inputs: { image: picture }, parameters }, options),
    });
    const notes = await frameNotes(TASK, inputs);
    return bestLabels(labels, [...notes, ...aloneNotes(labels)]);
  },
};

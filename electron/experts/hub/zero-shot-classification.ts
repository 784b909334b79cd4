// zero-shot-classification, hosted: which of the labels that the request names fits a text.

import { textInput } from '../inputs.ts';
import { candidateLabels } from '../onnx/candidate-labels.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { bestLabels, LabelsSchema } from './scored-labels.ts';

const TASK = 'zero-shot-classification';

export const zeroShotClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const text = textInput(TASK, inputs, 'text');
    const parameters = { candidate_labels: [...candidateLabels(TASK, inputs)] };
    const labels = await ask({
      served: TASK,
      shape: LabelsSchema,
      send: ({ hf, at, options }) =>
        hf.zeroShotClassification({ ...at, inputs: text, parameters }, options),
    });
    return bestLabels(labels);
  },
};

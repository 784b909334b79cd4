// text-classification, hosted: sentiment, emotion, topic, as the model's labels have it.

import { textInput } from '../inputs.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { bestLabels, LabelsSchema } from './scored-labels.ts';

const TASK = 'text-classification';
const MOST_LABELS = 5;

export const textClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const text = textInput(TASK, inputs, 'text');
    const labels = await ask({
      served: TASK,
      shape: LabelsSchema,
      send: ({ hf, at, options }) =>
        hf.textClassification({ ...at, inputs: text, parameters: { top_k: MOST_LABELS } }, options),
    });
    return bestLabels(labels.slice(0, MOST_LABELS));
  },
};

// audio-classification, hosted: what a recording sounds like.

import { allInWords } from '../label-list.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { LabelsSchema } from './scored-labels.ts';
import { recordingOf } from './sent-files.ts';

const TASK = 'audio-classification';
const TOP = 5;

export const audioClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const recording = await recordingOf(TASK, inputs);
    const found = await ask({
      served: TASK,
      shape: LabelsSchema,
      send: ({ hf, at, options }) => hf.audioClassification({ ...at, inputs: recording }, options),
    });
    const labels = found.slice(0, TOP);
    return { text: allInWords(labels), labels };
  },
};

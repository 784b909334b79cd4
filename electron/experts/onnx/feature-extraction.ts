// feature-extraction: a table with one row for each line of a text, the line and its vector.

import { textInput } from '../inputs.ts';
import { linesOf, vectorTable } from '../vector-table.ts';
import type { OnnxTask } from './onnx-task.ts';
import { textVectors } from './text-vectors.ts';

const TASK = 'feature-extraction';

export const featureExtraction: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const lines = linesOf(textInput(TASK, work.inputs, 'text'));
    return { table: vectorTable(lines, await textVectors(lines, work)) };
  },
};

// feature-extraction, hosted: a table with one row for each line of a text, the line and its vector.

import { textInput } from '../inputs.ts';
import { linesOf, vectorTable } from '../vector-table.ts';
import type { Vector } from '../vectors.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { vectorsSchema } from './vectors.ts';

const TASK = 'feature-extraction';
/** Lines of one request. */
const BATCH = 32;

export const featureExtraction: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask, progress }) => {
    const lines = linesOf(textInput(TASK, inputs, 'text'));
    const vectors: Vector[] = [];
    for (let from = 0; from < lines.length; from += BATCH) {
      const batch = lines.slice(from, from + BATCH);
      const found = await ask({
        served: TASK,
        shape: vectorsSchema(batch.length),
        send: ({ hf, at, options }) => hf.featureExtraction({ ...at, inputs: batch }, options),
      });
      vectors.push(...found);
      progress({ fraction: vectors.length / lines.length });
    }
    return { table: vectorTable(lines, vectors) };
  },
};

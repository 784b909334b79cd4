// feature-extraction, hosted: a table with one row for each line of a text, the line and its vector.

import { textInput } from '../inputs.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { type Vector, vectorsSchema } from './vectors.ts';

const TASK = 'feature-extraction';
const DECIMALS = 6;
/** Lines of one request. */
const BATCH = 32;

export const featureExtraction: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask, progress }) => {
    const source = textInput(TASK, inputs, 'text');
    const lines = source.split(/\r?\n/u).filter((line) => line.trim() !== '');
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
    const header = ['text', ...(vectors[0] ?? []).map((_, i) => `v${i + 1}`)];
    const rows = lines.map((line, i) => [
      `"${line.trim().replaceAll('"', '""')}"`,
      ...(vectors[i] ?? []).map((value) => value.toFixed(DECIMALS)),
    ]);
    const csv = [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
    return { table: { name: 'vectors.csv', bytes: new TextEncoder().encode(csv) } };
  },
};

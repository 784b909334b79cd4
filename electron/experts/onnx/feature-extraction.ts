// feature-extraction: a table with one row for each line of a text, the line and its vector.

import { textInput } from '../inputs.ts';
import type { OnnxTask } from './onnx-task.ts';
import { DECIMALS, textVectors } from './text-vectors.ts';

const TASK = 'feature-extraction';

export const featureExtraction: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const source = textInput(TASK, work.inputs, 'text');
    const lines = source.split(/\r?\n/u).filter((line) => line.trim() !== '');
    const vectors = await textVectors(lines, work);
    const header = ['text', ...(vectors[0] ?? []).map((_, i) => `v${i + 1}`)];
    const rows = lines.map((line, i) => [
      quoted(line.trim()),
      ...(vectors[i] ?? []).map((value) => value.toFixed(DECIMALS)),
    ]);
    const csv = [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
    return { table: { name: 'vectors.csv', bytes: new TextEncoder().encode(csv) } };
  },
};

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

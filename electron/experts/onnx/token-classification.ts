// token-classification: the names, places and other entities that a model marks in a text, with their
// places in it. Windows of a long text are merged token by token; how pieces become entities belongs to
// entity-spans.ts.

import { AutoModelForTokenClassification } from '../../runner/inference.ts';
import { listEntities } from '../entity-list.ts';
import { textInput } from '../inputs.ts';
import { type EntitySpan, entitySpans } from './entity-spans.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { labelNames, textLoader } from './text-model.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'token-classification';
/** Tokens that two windows share; the outer half of them is read by the other window. */
const OVERLAP = 32;

const loader = textLoader('token-classification', AutoModelForTokenClassification);

export const tokenClassification: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const source = textInput(TASK, work.inputs, 'text');
    const entities = await findEntities(source, work);
    return { text: listEntities(entities), entities };
  },
};

async function findEntities(source: string, work: OnnxWork): Promise<readonly EntitySpan[]> {
  const text = await work.load(loader);
  const frame = frameOf(text.tokenizer, 'one');
  const tokens = tokensOf(text.tokenizer, source);
  const windows = windowsOf(tokens, roomIn(text, frame), OVERLAP);
  const labels: string[] = [];
  await readSequences({
    text,
    work,
    sequences: windows.map(({ from, to }) => sequenceOf(frame, tokens.slice(from, to))),
    read: (output, index) => {
      const { data, width } = output('logits') ?? { data: new Float32Array(), width: 1 };
      const names = labelNames(text, width);
      const { from = 0, to = 0 } = windows[index] ?? {};
      const begin = index === 0 ? 0 : middle(from, windows[index - 1]?.to);
      for (let at = begin; at < to; at += 1) {
        const row = (at - from + frameLead(frame.parts)) * width;
        labels[at] = names[indexOfMost(data.subarray(row, row + width))] ?? 'O';
      }
    },
  });
  return entitySpans(source, tokens, labels);
}

/** Where a window takes over from the one before it, so that both have read some words around. */
function middle(from: number, endBefore = from): number {
  return Math.floor((from + endBefore) / 2);
}

function frameLead([before = []]: readonly (readonly number[])[]): number {
  return before.length;
}

function indexOfMost(values: Float32Array): number {
  return values.reduce((best, value, i) => (value > (values[best] ?? value) ? i : best), 0);
}

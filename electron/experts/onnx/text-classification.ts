// text-classification with a sequence classifier: sentiment, emotion, topic, as its labels have it. A text
// too long for the model is read in windows, whose scores are averaged.

import { AutoModelForSequenceClassification } from '../../runner/inference.ts';
import { textInput } from '../inputs.ts';
import { bestInWords, rankLabels } from '../label-list.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { sigmoid, softmax, weightedMean } from './probabilities.ts';
import { configOf, labelNames, textLoader } from './text-model.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'text-classification';
const MOST_LABELS = 5;
/** Tokens that two windows share. */
const OVERLAP = 32;

/** Shared with zero-shot-classification and text-ranking: all load the model the same way. */
export const sequenceClassifier = textLoader(
  'sequence-classification',
  AutoModelForSequenceClassification,
);

export const textClassification: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const source = textInput(TASK, work.inputs, 'text');
    const scores = await classify(source, work);
    const labels = rankLabels(scores.names, scores.values);
    return {
      text: bestInWords(labels),
      labels: labels.slice(0, MOST_LABELS),
      ...(labels.length > MOST_LABELS
        ? {
            notes: [{ code: 'best-labels', values: { shown: MOST_LABELS, total: labels.length } }],
          }
        : {}),
    };
  },
};

async function classify(source: string, work: OnnxWork) {
  const text = await work.load(sequenceClassifier);
  const frame = frameOf(text.tokenizer, 'one');
  const tokens = tokensOf(text.tokenizer, source);
  const windows = windowsOf(tokens, roomIn(text, frame), OVERLAP);
  const isManifold = configOf(text).problem_type === 'multi_label_classification';
  const parts = await readSequences({
    text,
    work,
    sequences: windows.map(({ from, to }) => sequenceOf(frame, tokens.slice(from, to))),
    read: (output, index) => {
      const logits = output('logits')?.data ?? [];
      const isAlone = isManifold || logits.length === 1; // each label for itself
      const { from = 0, to = 0 } = windows[index] ?? {};
      return {
        scores: isAlone ? Array.from(logits, sigmoid) : softmax(logits),
        weight: Math.max(1, to - from),
      };
    },
  });
  const values = weightedMean(parts);
  return { names: labelNames(text, values.length), values };
}

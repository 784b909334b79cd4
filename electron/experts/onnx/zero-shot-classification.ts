// zero-shot-classification by natural language inference (Yin, Hay and Roth 2019): how well a text
// entails "This example is …" for each label that the request names.

import { z } from 'zod';
import { AppError, detail } from '../../../shared/errors.ts';
import { invalid, textInput } from '../inputs.ts';
import { bestInWords, rankLabels } from '../label-list.ts';
import { candidateLabels } from './candidate-labels.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { softmax, type Weighted, weightedMean } from './probabilities.ts';
import { sequenceClassifier } from './text-classification.ts';
import type { TextModel } from './text-model.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'zero-shot-classification';
/** Tokens that two windows share. */
const OVERLAP = 32;

export const zeroShotClassification: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const source = textInput(TASK, work.inputs, 'text');
    const names = candidateLabels(TASK, work.inputs);
    const labels = rankLabels(names, await scoreLabels(source, names, work));
    return { text: bestInWords(labels), labels };
  },
};

async function scoreLabels(source: string, names: readonly string[], work: OnnxWork) {
  const text = await work.load(sequenceClassifier);
  const ids = inferenceIds(text);
  const frame = frameOf(text.tokenizer, 'two');
  const claims = names.map((name) => tokensOf(text.tokenizer, `This example is ${name}.`));
  const room = roomIn(text, frame) - Math.max(...claims.map(({ length }) => length));
  if (room < 1) {
    throw invalid(TASK, detail('label-too-long'));
  }
  const tokens = tokensOf(text.tokenizer, source);
  const windows = windowsOf(tokens, room, Math.min(OVERLAP, Math.floor(room / 4)));
  const pairs = windows.flatMap(({ from, to }) => claims.map((claim) => ({ from, to, claim })));
  const logits = await readSequences({
    text,
    work,
    sequences: pairs.map(({ from, to, claim }) => sequenceOf(frame, tokens.slice(from, to), claim)),
    read: (output) => {
      const data = output('logits')?.data ?? [];
      return [data[ids.entailment] ?? 0, data[ids.contradiction] ?? 0] as const;
    },
  });
  const parts = windows.map(({ from, to }, i): Weighted => {
    const own = logits.slice(i * names.length, (i + 1) * names.length);
    return { scores: chances(own), weight: Math.max(1, to - from) };
  });
  return weightedMean(parts);
}

/** Labels against each other; a single one against its contradiction. */
function chances(logits: readonly (readonly [number, number])[]): readonly number[] {
  const [only, another] = logits;
  return only !== undefined && another === undefined
    ? softmax(only).slice(0, 1)
    : softmax(logits.map(([entailment]) => entailment));
}

function inferenceIds({ model }: TextModel) {
  const config = z.object({ label2id: z.record(z.string(), z.number()).catch({}) });
  const { label2id } = config.parse({ ...model.config });
  const ids = new Map(Object.entries(label2id).map(([label, id]) => [label.toLowerCase(), id]));
  const entailment = ids.get('entailment');
  const contradiction = ids.get('contradiction') ?? ids.get('not_entailment');
  if (entailment === undefined || contradiction === undefined) {
    throw AppError.of('MODEL_UNUSABLE', {
      model: 'The model',
      why: detail('no-inference-labels', { labels: [...ids.keys()].join(', ') }),
    });
  }
  return { entailment, contradiction };
}

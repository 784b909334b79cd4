// sentence-similarity by meaning: the cosine of the vectors that an embedding model gives two texts.

import { textInput } from '../inputs.ts';
import type { OnnxTask } from './onnx-task.ts';
import { cosine, textVectors } from './text-vectors.ts';

const TASK = 'sentence-similarity';
const METHOD = 'cosine of mean token embeddings';

/** From the highest: a score of at least this is called so. */
const BANDS = [
  [0.95, 'the same or nearly so'],
  [0.65, 'similar'],
  [0.4, 'partly similar'],
  [0.2, 'slightly similar'],
  [0, 'different'],
] as const;

export const sentenceSimilarity: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const texts = ['text1', 'text2'].map((slot) => textInput(TASK, work.inputs, slot));
    const [first = [], second = []] = await textVectors(texts, work);
    // Texts that point away from each other have nothing in common, which is 0 too.
    const score = Math.round(Math.min(1, Math.max(0, cosine(first, second))) * 10_000) / 10_000;
    const band = BANDS.find(([least]) => score >= least)?.[1] ?? 'different';
    return { text: `${score.toFixed(2)} (${band})`, similarity: { score, method: METHOD } };
  },
};

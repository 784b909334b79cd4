// sentence-similarity, hosted: how alike two texts are in meaning, as the model's vectors have it.

import { z } from 'zod';
import { textInput } from '../inputs.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { cosine, vectorsSchema } from './vectors.ts';

const TASK = 'sentence-similarity';
const METHOD = 'cosine of sentence embeddings';

/** From the highest: a score of at least this is called so. */
const BANDS = [
  [0.95, 'the same or nearly so'],
  [0.65, 'similar'],
  [0.4, 'partly similar'],
  [0.2, 'slightly similar'],
  [0, 'different'],
] as const;

const ScoreSchema = z.tuple([z.number()]).transform(([score]) => score);

export const sentenceSimilarity: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const [first, second] = [textInput(TASK, inputs, 'text1'), textInput(TASK, inputs, 'text2')];
    const alike = await ask(
      {
        served: TASK,
        shape: ScoreSchema,
        send: ({ hf, at, options }) =>
          hf.sentenceSimilarity(
            { ...at, inputs: { source_sentence: first, sentences: [second] } },
            options,
          ),
      },
      {
        served: 'feature-extraction',
        shape: vectorsSchema(2).transform(([one = [], other = []]) => cosine(one, other)),
        send: ({ hf, at, options }) =>
          hf.featureExtraction({ ...at, inputs: [first, second] }, options),
      },
    );
    // Texts that point away from each other have nothing in common, which is 0 too.
    const score = Math.round(Math.min(1, Math.max(0, alike)) * 10_000) / 10_000;
    const band = BANDS.find(([least]) => score >= least)?.[1] ?? 'different';
    return { text: `${score.toFixed(2)} (${band})`, similarity: { score, method: METHOD } };
  },
};

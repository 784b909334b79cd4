// sentence-similarity, hosted: how alike two texts are in meaning, as the model's vectors have it.

import { z } from 'zod';
import { textInput } from '../inputs.ts';
import { tellSimilarity } from '../similarity.ts';
import { cosine } from '../vectors.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { vectorsSchema } from './vectors.ts';

const TASK = 'sentence-similarity';
const METHOD = 'sentence-embedding-cosine';

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
    return tellSimilarity(alike, METHOD);
  },
};

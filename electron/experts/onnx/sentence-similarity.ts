// sentence-similarity by meaning: the cosine of the vectors that an embedding model gives two texts.

import { textInput } from '../inputs.ts';
import { tellSimilarity } from '../similarity.ts';
import { cosine } from '../vectors.ts';
import type { OnnxTask } from './onnx-task.ts';
import { textVectors } from './text-vectors.ts';

const TASK = 'sentence-similarity';
const METHOD = 'token-embedding-cosine';

export const sentenceSimilarity: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const texts = ['text1', 'text2'].map((slot) => textInput(TASK, work.inputs, slot));
    const [first = [], second = []] = await textVectors(texts, work);
    return tellSimilarity(cosine(first, second), METHOD);
  },
};

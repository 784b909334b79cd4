// Texts as unit vectors of an embedding model, for feature-extraction and sentence-similarity: the mean
// over their tokens (Reimers and Gurevych 2019). A long text is the mean over all of its windows.

import { AutoModel } from '../../runner/inference.ts';
import { sumOf, unitOf, type Vector } from '../vectors.ts';
import type { OnnxWork } from './onnx-task.ts';
import { textLoader } from './text-model.ts';
import {
  frameOf,
  type Row,
  readSequences,
  roomIn,
  sequenceOf,
  windowsOf,
} from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const loader = textLoader('text-encoder', AutoModel);

/** One vector for each text, of length 1. */
export async function textVectors(
  texts: readonly string[],
  work: Pick<OnnxWork, 'load' | 'signal' | 'progress'>,
): Promise<readonly Vector[]> {
  const text = await work.load(loader);
  const frame = frameOf(text.tokenizer, 'one');
  const parts = texts.flatMap((source, index) => {
    const tokens = tokensOf(text.tokenizer, source);
    return windowsOf(tokens, roomIn(text, frame), 0).map(({ from, to }) => ({
      index,
      sequence: sequenceOf(frame, tokens.slice(from, to)),
    }));
  });
  const sums = await readSequences({
    text,
    work,
    sequences: parts.map(({ sequence }) => sequence),
    read: (output, i) => {
      const states = output('last_hidden_state') ?? output('token_embeddings') ?? output('logits');
      return sumOver(states, parts[i]?.sequence.ids.length ?? 0);
    },
  });
  return texts.map((_, index) => unitOf(sumOf(sums.filter((_, i) => parts[i]?.index === index))));
}

/** Sum over the tokens; those behind them are padding. */
function sumOver(states: Row | undefined, tokens: number): Vector {
  const { data, width } = states ?? { data: new Float32Array(), width: 0 };
  return Array.from({ length: width }, (_, column) => {
    let sum = 0;
    for (let token = 0; token < tokens; token += 1) {
      sum += data[token * width + column] ?? 0;
    }
    return sum;
  });
}

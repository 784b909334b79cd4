// text2text-generation: an encoder and decoder, such as T5, rewrites a text as an instruction in it says.
// The likeliest tokens are taken, so that the same text gives the same answer.

import { detail } from '../../../shared/errors.ts';
import { invalid, textInput } from '../inputs.ts';
import { write } from './generation.ts';
import type { OnnxTask } from './onnx-task.ts';
import { cutNote } from './text-generation.ts';
import { contextLength, countTokens, seq2seqModel } from './text-models.ts';

const TASK = 'text2text-generation';
/** About 400 English words. */
const MAX_NEW_TOKENS = 512;

export const text2textGeneration: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, progress, signal }) => {
    const given = textInput(TASK, inputs, 'text');
    const model = await load(seq2seqModel);
    const text = (model.config.prefix ?? '') + given;
    const [tokens, context] = [countTokens(model, text), contextLength(model)];
    if (tokens > context) {
      throw invalid(TASK, detail('text-too-long', { tokens, most: context }));
    }
    const maxNewTokens = Math.min(MAX_NEW_TOKENS, context - 1);
    const written = await write({
      model,
      input: model.tokenizer(text),
      signal,
      maxNewTokens,
      written: (soFar) => progress({ text: soFar }),
    });
    return {
      text: written.text.trim(),
      ...(written.isCut ? { notes: [cutNote(maxNewTokens)] } : {}),
    };
  },
};

// text-generation: a causal language model goes on with a prompt, word for word as it was given. Gives
// back the whole text, prompt and continuation, as the Hub's pipeline does.

import { detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { invalid, textInput } from '../inputs.ts';
import { recommendedSampling, write } from './generation.ts';
import type { OnnxTask } from './onnx-task.ts';
import { causalModel, contextLength, type TextModel } from './text-models.ts';

const TASK = 'text-generation';
/** About 400 English words. */
export const MAX_NEW_TOKENS = 512;

export const textGeneration: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, progress, seed = 0, signal }) => {
    const prompt = textInput(TASK, inputs, 'text');
    const model = await load(causalModel);
    const input = encode(model, prompt);
    const room = roomFor(TASK, model, input.input_ids.dims.at(-1) ?? 0);
    const { text, isCut } = await write({
      model,
      input,
      signal,
      maxNewTokens: room,
      sampling: recommendedSampling(model, seed),
      written: (more) => progress({ text: prompt + more }),
    });
    return { text: prompt + text.trimEnd(), ...(isCut ? { notes: [cutNote(room)] } : {}) };
  },
};

/** Special tokens only where the tokenizer says that a plain text begins with one, as the pipeline does. */
function encode({ tokenizer }: TextModel, prompt: string) {
  const isMarked = tokenizer.add_bos_token || tokenizer.add_eos_token;
  return tokenizer(prompt, { add_special_tokens: Boolean(isMarked) });
}

/**
 * Tokens that may be written after a prompt.
 * @throws AppError INPUT_INVALID where the prompt fills the model's context
 */
export function roomFor(task: OnnxTask['task'], model: TextModel, prompt: number): number {
  const context = contextLength(model);
  if (prompt >= context) {
    throw invalid(task, detail('text-too-long', { tokens: prompt, most: context - 1 }));
  }
  return Math.min(MAX_NEW_TOKENS, context - prompt);
}

export function cutNote(tokens: number): ResultNote {
  return { code: 'text-cut-tokens', values: { tokens } };
}

// conversational: a language model answers what a person says, through its own chat template. No system
// prompt is put before it; what the model thinks aloud is kept out of the answer.

import { AppError } from '../../../shared/errors.ts';
import { textInput } from '../inputs.ts';
import { type Encoded, recommendedSampling, write } from './generation.ts';
import type { OnnxTask } from './onnx-task.ts';
import { cutNote, roomFor } from './text-generation.ts';
import { causalModel, modelName, type TextModel } from './text-models.ts';

const TASK = 'conversational';
const THOUGHT = /<think>[\s\S]*?<\/think>/gu;

export const conversational: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, progress, seed = 0, signal }) => {
    const said = textInput(TASK, inputs, 'text');
    const model = await load(causalModel);
    const input = applyTemplate(model, said);
    const room = roomFor(TASK, model, input.input_ids.dims.at(-1) ?? 0);
    const written = await write({
      model,
      input,
      signal,
      maxNewTokens: room,
      sampling: recommendedSampling(model, seed),
      written: (text) => progress({ text: withoutThoughts(text) }),
    });
    const text = withoutThoughts(written.text);
    if (text === '') {
      const why = `it came to no answer within ${written.tokens} tokens`;
      throw AppError.of('EXPERT_FAILED', { model: modelName(model), task: TASK, why });
    }
    const notes = [
      ...(text === written.text.trim() ? [] : ['What the model thought aloud was left out.']),
      ...(written.isCut ? [cutNote(room)] : []),
    ];
    return { text, ...(notes.length > 0 ? { notes } : {}) };
  },
};

/**
 * Templates that know `enable_thinking` are asked for the answer alone: small models think at length.
 * @throws AppError MODEL_UNUSABLE where the model has no chat template
 */
function applyTemplate(model: TextModel, said: string): Encoded {
  const { tokenizer } = model;
  if (tokenizer.chat_template === null) {
    throw AppError.of('MODEL_UNUSABLE', {
      model: modelName(model),
      why: 'it has no chat template, so it continues texts and does not talk; choose a model tuned for chat',
    });
  }
  const options = { add_generation_prompt: true, enable_thinking: false };
  return tokenizer.apply_chat_template([{ role: 'user', content: said }], options);
}

/** Some templates open the thought in the prompt, so that only its end is written; one may be unfinished. */
export function withoutThoughts(text: string): string {
  return text
    .replace(THOUGHT, '')
    .replace(/^[\s\S]*<\/think>/u, '')
    .replace(/<think>[\s\S]*$/u, '')
    .trim();
}

// conversational: a language model answers what a person says, through its own chat template. No system
// prompt is put before it; what the model thinks aloud is kept out of the answer.

import { AppError, detail } from '../../../shared/errors.ts';
import { textInput } from '../inputs.ts';
import { withoutThoughts } from '../model-answer.ts';
import { chatPrompt } from './chat-prompt.ts';
import { recommendedSampling, write } from './generation.ts';
import { modelName } from './model-name.ts';
import type { OnnxTask } from './onnx-task.ts';
import { cutNote, roomFor } from './text-generation.ts';
import { causalModel } from './text-models.ts';

const TASK = 'conversational';

export const conversational: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, progress, seed = 0, signal }) => {
    const said = textInput(TASK, inputs, 'text');
    const model = await load(causalModel);
    const prompt = chatPrompt(model, [{ role: 'user', text: said }], modelName(model.folder));
    const input = model.tokenizer(prompt, { add_special_tokens: false });
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
      const why = detail('no-answer-within-tokens', { tokens: written.tokens });
      throw AppError.of('EXPERT_FAILED', { model: modelName(model.folder), task: TASK, why });
    }
    const notes = [
      ...(text === written.text.trim() ? [] : [{ code: 'thoughts-left-out' as const }]),
      ...(written.isCut ? [cutNote(room)] : []),
    ];
    return { text, ...(notes.length > 0 ? { notes } : {}) };
  },
};

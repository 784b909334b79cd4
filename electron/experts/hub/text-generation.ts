// text-generation, hosted: a prompt and what the model goes on with. A model that is only talked with is
// asked for the continuation.

import { z } from 'zod';
import { textInput } from '../inputs.ts';
import { CUT_NOTE, type ModelAnswer } from '../model-answer.ts';
import { chatWay } from './chat.ts';
import { type HubTask, SLOW } from './hub-task.ts';

const TASK = 'text-generation';
/** About 400 English words. */
const MAX_NEW_TOKENS = 512;
const INSTRUCTION =
  'Write the text that the prompt describes or begins. Where it begins one, go on from its last word and do not repeat it. Give only the text that you write.';

export const textGeneration: HubTask = {
  timeoutSeconds: SLOW,
  isSeeded: true,
  perform: async (work) => {
    const prompt = textInput(TASK, work.inputs, 'text');
    const seed = work.seed === undefined ? {} : { seed: work.seed };
    const parameters = { max_new_tokens: MAX_NEW_TOKENS, ...seed };
    const messages = [
      { role: 'system', content: INSTRUCTION },
      { role: 'user', content: prompt },
    ];
    const { text, isCut } = await work.ask<ModelAnswer>(
      {
        served: TASK,
        shape: continuationOf(prompt),
        send: ({ hf, at, options }) =>
          hf.textGeneration({ ...at, inputs: prompt, parameters }, options),
      },
      chatWay(messages, work),
    );
    return { text, ...(isCut && { notes: [CUT_NOTE] }) };
  },
};

/** With the prompt in front, which some servers send along and some do not. */
function continuationOf(prompt: string): z.ZodType<ModelAnswer> {
  return z.object({ generated_text: z.string() }).transform(({ generated_text: more }) => {
    const whole = more.startsWith(prompt) ? more : prompt + more;
    return { text: whole.trimEnd(), isCut: false };
  });
}

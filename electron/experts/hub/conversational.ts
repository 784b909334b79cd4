// conversational, hosted: a language model answers what a person says.

import { textInput } from '../inputs.ts';
import { CUT_NOTE } from '../model-answer.ts';
import { chatWay } from './chat.ts';
import { type HubTask, SLOW } from './hub-task.ts';

const TASK = 'conversational';

export const conversational: HubTask = {
  timeoutSeconds: SLOW,
  isSeeded: true,
  perform: async (work) => {
    const content = textInput(TASK, work.inputs, 'text');
    const { text, isCut } = await work.ask(chatWay([{ role: 'user', content }], work));
    return { text, ...(isCut && { notes: [CUT_NOTE] }) };
  },
};

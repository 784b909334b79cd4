// text-to-speech, hosted: speaks a text.

import type { ResultNote } from '../../../shared/result-notes.ts';
import { optionalText, textInput } from '../inputs.ts';
import { type HubTask, type Sending, SLOW } from './hub-task.ts';
import { fileSchema } from './received-files.ts';

const TASK = 'text-to-speech';

export const textToSpeech: HubTask = {
  timeoutSeconds: SLOW,
  perform: async ({ inputs, ask }) => {
    const text = textInput(TASK, inputs, 'text');
    const voice = optionalText(inputs, 'voice');
    const notes: ResultNote[] = [];
    const questionFor = ({ at }: Sending) => {
      // The format of hf-inference has no place for a voice; those of other providers call it so.
      const isNamed = voice !== undefined && at.provider !== 'hf-inference';
      const isLeftOut = voice !== undefined && !isNamed;
      notes.splice(
        0,
        notes.length,
        ...(isLeftOut ? [{ code: 'voice-not-taken' as const, values: { voice } }] : []),
      );
      return { ...at, inputs: text, ...(isNamed && { parameters: { voice } }) };
    };
    const audio = await ask(
      {
        served: TASK,
        shape: fileSchema('audio', 'speech'),
        send: (sending) => sending.hf.textToSpeech(questionFor(sending), sending.options),
      },
      {
        served: 'text-to-audio',
        shape: fileSchema('audio', 'speech'),
        send: ({ hf, at, options }) => hf.textToAudio({ ...at, inputs: text }, options),
      },
    );
    return { audio, ...(notes.length > 0 && { notes }) };
  },
};

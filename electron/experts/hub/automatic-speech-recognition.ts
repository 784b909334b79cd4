// automatic-speech-recognition, hosted: what is said in a recording, with times where the provider sends
// them.

import { z } from 'zod';
import { fileInput } from '../inputs.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { recordingOf } from './sent-files.ts';

const TASK = 'automatic-speech-recognition';

const SpeechSchema = z.object({
  text: z.string(),
  chunks: z
    .array(
      z.object({
        text: z.string(),
        timestamp: z.tuple([z.number().nonnegative(), z.number().nonnegative().nullable()]),
      }),
    )
    .nullish(),
});
type Speech = z.infer<typeof SpeechSchema>;

export const automaticSpeechRecognition: HubTask = {
  timeoutSeconds: SLOW,
  perform: async ({ inputs, ask }) => {
    const recording = await recordingOf(TASK, inputs);
    const speech = await ask({
      served: TASK,
      shape: SpeechSchema,
      send: ({ hf, at, options }) =>
        hf.automaticSpeechRecognition({ ...at, inputs: recording }, options),
    });
    const text = speech.text.trim();
    if (text === '') {
      return { text, utterances: [], notes: [{ code: 'speech-unread' }] };
    }
    const { duration = 0 } = fileInput(TASK, inputs, 'audio').artefact;
    const utterances = utterancesOf(speech, duration);
    return utterances.length > 0
      ? { text, utterances }
      : {
          text,
          utterances: [{ text, start: 0, end: duration }],
          notes: [{ code: 'speech-no-times' }],
        };
  },
};

/** Within the recording, where its length is known; a last phrase without an end goes to the recording's. */
function utterancesOf({ chunks }: Speech, duration: number) {
  const within = (seconds: number) => (duration > 0 ? Math.min(seconds, duration) : seconds);
  return (chunks ?? []).flatMap(({ text, timestamp }) => {
    const spoken = text.trim();
    const start = within(timestamp[0]);
    const end = Math.max(start, within(timestamp[1] ?? duration));
    return spoken === '' ? [] : [{ text: spoken, start, end }];
  });
}

// audio-to-audio, hosted: takes the noise out of a recording, or parts it; the first part is given back.

import { z } from 'zod';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { type HubTask, SLOW } from './hub-task.ts';
import { encodedFileSchema } from './received-files.ts';
import { recordingOf } from './sent-files.ts';

const TASK = 'audio-to-audio';

const PartSchema = z.object({ label: z.string(), blob: encodedFileSchema('audio', 'cleaned') });
const PartsSchema = z.tuple([PartSchema], z.object({ label: z.string() }));

export const audioToAudio: HubTask = {
  timeoutSeconds: SLOW,
  perform: async ({ inputs, ask }) => {
    const recording = await recordingOf(TASK, inputs);
    const [first, ...others] = await ask({
      served: TASK,
      shape: PartsSchema,
      send: ({ hf, at, options }) => hf.audioToAudio({ ...at, inputs: recording }, options),
    });
    const note: ResultNote = {
      code: 'recording-parted',
      values: { part: first.label, others: others.map(({ label }) => label).join(', ') },
    };
    return { audio: first.blob, ...(others.length > 0 && { notes: [note] }) };
  },
};

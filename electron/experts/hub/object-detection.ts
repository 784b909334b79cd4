// object-detection, hosted: the things in a picture with their boxes, counted and drawn.

import { z } from 'zod';
import { type Find, foundWords, numberedNotes, tidyFinds } from '../found-objects.ts';
import { fileInput } from '../inputs.ts';
import { frameNotes } from '../onnx/frames.ts';
import { readPicture } from '../pictures.ts';
import { drawMarks } from './drawn-marks.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'object-detection';
/** From here on, the label is likelier than anything else. */
const THRESHOLD = 0.5;

/** In pixels of the picture that was sent, which has the size of the source. */
const ObjectsSchema = z.array(
  z
    .object({
      label: z.string(),
      score: z.number(),
      box: z.object({ xmin: z.number(), ymin: z.number(), xmax: z.number(), ymax: z.number() }),
    })
    .transform(
      ({ label, score, box: { xmin, ymin, xmax, ymax } }): Find => ({
        ...{ label, score },
        corners: [xmin, ymin, xmax, ymax],
      }),
    ),
);

export const objectDetection: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask, signal }) => {
    const sent = await pictureOf(TASK, inputs);
    const found = await ask({
      served: TASK,
      shape: ObjectsSchema,
      send: ({ hf, at, options }) => hf.objectDetection({ ...at, inputs: sent }, options),
    });
    const picture = await readPicture(fileInput(TASK, inputs, 'image'), 'colour');
    const sure = found.filter(({ score }) => score >= THRESHOLD);
    const objects = tidyFinds(sure, picture);
    const { png, numbered } = await drawMarks(picture, objects);
    signal.throwIfAborted();
    return {
      objects,
      image: { name: 'objects.png', bytes: png },
      text: foundWords(objects),
      notes: [...(await frameNotes(TASK, inputs)), ...numberedNotes(numbered)],
    };
  },
};

// image-segmentation, hosted: parts a picture into labelled regions, the largest first.

import { z } from 'zod';
import { fileInput } from '../inputs.ts';
import { frameNotes } from '../onnx/frames.ts';
import { type Picture, readPicture } from '../pictures.ts';
import { maskFile, orderRegions, placeNotes, type Region, regionWords } from '../regions.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { encodedFileSchema } from './received-files.ts';
import { coveredShare, maskOf, withRegions } from './regions.ts';
import { pictureOf } from './sent-files.ts';

const TASK = 'image-segmentation';

const RegionsSchema = z.array(
  z.object({
    label: z.string(),
    score: z.number().nullish(),
    mask: encodedFileSchema('image', 'mask'),
  }),
);
type Found = z.infer<typeof RegionsSchema>;

export const imageSegmentation: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask, signal }) => {
    const sent = await pictureOf(TASK, inputs);
    const found = await ask({
      served: TASK,
      shape: RegionsSchema,
      send: ({ hf, at, options }) => hf.imageSegmentation({ ...at, inputs: sent }, options),
    });
    const picture = await readPicture(fileInput(TASK, inputs, 'image'), 'colour');
    const regions = await regionsOf(found, picture);
    const { png, numbered } = await withRegions(picture, regions);
    signal.throwIfAborted();
    return {
      text: regionWords(regions),
      masks: await Promise.all(regions.map(maskFile)),
      image: { name: 'regions.png', bytes: png },
      notes: [...(await frameNotes(TASK, inputs)), ...placeNotes(numbered)],
    };
  },
};

async function regionsOf(found: Found, picture: Picture): Promise<readonly Region[]> {
  const regions: Region[] = [];
  for (const { label, score, mask: file } of found) {
    const mask = await maskOf(file.bytes, picture);
    const share = await coveredShare(mask);
    const sure = typeof score === 'number' ? { score: Math.min(1, Math.max(0, score)) } : {};
    regions.push({ label, mask, share, ...sure });
  }
  return orderRegions(regions);
}

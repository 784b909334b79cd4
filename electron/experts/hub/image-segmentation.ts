// image-segmentation, hosted: parts a picture into labelled regions, the largest first.

import { z } from 'zod';
import type { MadeMask } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { frameNotes } from '../onnx/frames.ts';
import { encodePng, type Picture, readPicture } from '../pictures.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { encodedFileSchema } from './received-files.ts';
import { coveredShare, maskOf, type Region, withRegions } from './regions.ts';
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
    const hint = `In the picture, the place in the list stands for ${numbered.join(', ')}.`;
    const notes = [...(await frameNotes(TASK, inputs)), ...(numbered.length > 0 ? [hint] : [])];
    return {
      text: describe(regions),
      masks: await Promise.all(regions.map(maskFile)),
      image: { name: 'regions.png', bytes: png },
      notes,
    };
  },
};

/** A region that covers no pixel is none. */
async function regionsOf(found: Found, picture: Picture): Promise<readonly Region[]> {
  const regions: Region[] = [];
  for (const { label, score, mask: file } of found) {
    const mask = await maskOf(file.bytes, picture);
    const share = await coveredShare(mask);
    const sure = typeof score === 'number' ? { score: Math.min(1, Math.max(0, score)) } : {};
    if (share > 0) {
      regions.push({ label, mask, share, ...sure });
    }
  }
  return regions.sort((one, other) => other.share - one.share);
}

async function maskFile({ label, score, mask }: Region, index: number): Promise<MadeMask> {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = `${['mask', index + 1, ...words].join('-').slice(0, 60)}.png`;
  const file = { name, bytes: await encodePng(mask) };
  return score === undefined ? { label, file } : { label, score, file };
}

/** "sky 61 %, dog 12 %, dog under 1 %" */
function describe(regions: readonly Region[]): string {
  const shares = regions.map(({ label, share }) => {
    return `${label} ${share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`}`;
  });
  return shares.length === 0 ? 'No region was found.' : shares.join(', ');
}

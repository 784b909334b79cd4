// image-segmentation: parts a picture into labelled regions. Semantic models (SegFormer) give one
// region per class, panoptic ones (DETR, MaskFormer) one per thing, with a score.

import type { RawImage } from '../../runner/inference.ts';
import { type Picture, resizeTo } from '../pictures.ts';
import { maskFile, orderRegions, placeNotes, type Region, regionWords } from '../regions.ts';
import type { OnnxTask } from './onnx-task.ts';
import { coveredShare, withRegions } from './overlay.ts';
import { pngOf, readImage } from './picture.ts';
import { writeTags } from './region-tags.ts';
import { segmentationModel } from './segmentation-loader.ts';

const TASK = 'image-segmentation';

/**
 * Classes are told apart at up to so many pixels and their masks then enlarged. The pipeline keeps a
 * float for each pixel and class, 158 MB for 150 classes at this size; models answer more coarsely.
 */
const MAX_PIXELS = 2 ** 18;

export const imageSegmentation: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const segment = await load(segmentationModel);
    signal.throwIfAborted();
    progress({ message: { code: 'finding-regions' } });
    const found = await segment(image, { target_sizes: [sizeToTellApart(image)] });
    signal.throwIfAborted();
    const regions = await regionsOf(found, image);
    const masks = [];
    for (const [index, region] of regions.entries()) {
      signal.throwIfAborted();
      masks.push(await maskFile(region, index));
    }
    const drawn = withRegions(image, regions);
    const numbered = writeTags(drawn, regions);
    const output = {
      text: regionWords(regions),
      masks,
      image: await pngOf(drawn, 'regions.png'),
    };
    return numbered.length === 0 ? output : { ...output, notes: placeNotes(numbered) };
  },
};

/** Height and width, the order in which the pipeline wants them. */
function sizeToTellApart({ width, height }: RawImage): [number, number] {
  const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)));
  return [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale))];
}

/** As the pipeline gives it: without a label where the model has no classes. */
interface Found {
  readonly label: string | null;
  readonly score: number | null;
  readonly mask: RawImage;
}

async function regionsOf(
  found: readonly Found[],
  { width, height }: RawImage,
): Promise<readonly Region[]> {
  const regions: Region[] = [];
  for (const [index, { label, score, mask }] of found.entries()) {
    const whole = await resizeTo(toGrey(mask), { width, height });
    // A class is there or not; a model without classes may give shades between.
    const mask8 = label === null ? whole : { ...whole, pixels: whole.pixels.map(blackOrWhite) };
    const share = coveredShare(mask8);
    const named = { label: label ?? `region ${index + 1}`, mask: mask8, share };
    regions.push(score === null ? named : { ...named, score: Math.min(1, Math.max(0, score)) });
  }
  return orderRegions(regions);
}

function toGrey({ data, width, height }: RawImage): Picture {
  return { pixels: new Uint8Array(data), width, height, channels: 1 };
}

function blackOrWhite(level: number): number {
  return level < 128 ? 0 : 255;
}

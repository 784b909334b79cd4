// background-removal: makes all but the foreground of a picture transparent. The colours stay as they
// are; what was transparent already stays so.

import type { RawImage } from '../../runner/inference.ts';
import { fileInput } from '../inputs.ts';
import { encodePng, type Picture, readPicture } from '../pictures.ts';
import { shareInWords } from '../regions.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { segmentationModel } from './segmentation-loader.ts';

const TASK = 'background-removal';

export const backgroundRemoval: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const seen = await readImage(TASK, inputs);
    // The model sees transparency over white; the result has the colours without that white.
    const source = await readPicture(fileInput(TASK, inputs, 'image'), 'colour and alpha');
    const segment = await load(segmentationModel);
    signal.throwIfAborted();
    progress({ message: 'Finding the foreground' });
    const [found] = await segment(seen);
    signal.throwIfAborted();
    if (found === undefined || found.label !== null) {
      throw new Error('this model tells classes apart, not the foreground from the background');
    }
    const { cut, share } = cutOut(source, found.mask);
    return {
      image: { name: 'cut-out.png', bytes: await encodePng(cut) },
      notes: [describe(share)],
    };
  },
};

/** Multiplies the alpha channel by the mask; the share of pixels that stay is by half opacity. */
function cutOut(
  source: Picture,
  mask: RawImage,
): { readonly cut: Picture; readonly share: number } {
  const pixels = new Uint8Array(source.pixels);
  const count = source.width * source.height;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const alpha = Math.round(((pixels[at * 4 + 3] ?? 0) * (mask.data[at] ?? 0)) / 255);
    pixels[at * 4 + 3] = alpha;
    kept += Number(alpha >= 128);
  }
  return { cut: { ...source, pixels }, share: kept / count };
}

function describe(share: number): string {
  if (share === 0) {
    return 'The model found no foreground: the whole picture is transparent.';
  }
  return `The foreground covers ${shareInWords(share)} of the picture.`;
}

// Pictures on their way into a model and out of it. Decoding belongs to pictures.ts; what a model does
// with the pixels is its processor's affair.

import type { TaskType } from '../../../shared/tasks.ts';
import { RawImage } from '../../runner/inference.ts';
import type { ExpertInputs, MadeFile } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { encodePng, type PixelLayout, readPicture } from '../pictures.ts';

/**
 * The picture of a slot as it is displayed: upright, 8 bits, its first frame, transparency over white.
 * @throws AppError INPUT_INVALID where the slot has no picture, FILE_UNREADABLE where it is damaged
 */
export async function readImage(
  task: TaskType,
  inputs: ExpertInputs,
  layout: PixelLayout = 'colour',
): Promise<RawImage> {
  const picture = await readPicture(fileInput(task, inputs, 'image'), layout);
  const { pixels, width, height, channels } = picture;
  return new RawImage(new Uint8ClampedArray(pixels), width, height, channels);
}

/** The same pixels give the same bytes. */
export async function pngOf(image: RawImage, name: string): Promise<MadeFile> {
  const { data, width, height, channels } = image;
  if (channels === 2) {
    throw new Error('A picture of two channels has no PNG here.'); // a bug of the caller
  }
  const picture = { pixels: new Uint8Array(data), width, height, channels };
  return { name, bytes: await encodePng(picture) };
}

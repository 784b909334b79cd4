// How pictures shrink to what a model sees. Transformers.js takes single points for bilinear and bicubic
// resizing, off by half a step: fine patterns flicker and answers lie beside their things.

import type { Processor } from '../../runner/inference.ts';

/** Pillow's number for Lanczos, the one way that averages, and about the centre of each pixel. */
const LANCZOS = 1;

/** Python's own resizing averages too, so this is closer to what models were trained on. */
export function shrinkByAveraging(processor: Processor): void {
  if (processor.image_processor !== undefined) {
    processor.image_processor.resample = LANCZOS;
  }
}

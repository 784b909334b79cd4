// The small model that devices are tried with (models/tiny/probe): how it is loaded and run, in whichever
// process opens inference.ts. Its graph and its known answer come from models/tiny/make/probe.py.

import { PreTrainedModel, Tensor } from './inference.ts';
import type { Loader } from './models.ts';

const CHANNELS = 4;

export const PROBE_LOADER: Loader<PreTrainedModel> = {
  name: 'probe',
  load: (folder, options) => PreTrainedModel.from_pretrained(folder, options),
  dispose: (model) => model.dispose(),
};

/** The answer, [16], for the known picture of that many pixels a side. */
export async function runProbe(model: PreTrainedModel, side: number): Promise<Float32Array> {
  const pixels = new Tensor('float32', probePixels(side), [1, CHANNELS, side, side]);
  const output: unknown = await model({ pixels });
  if (typeof output === 'object' && output !== null && 'answer' in output) {
    const { answer } = output;
    if (answer instanceof Tensor && answer.data instanceof Float32Array) {
      return answer.data;
    }
  }
  throw new Error('The probe gave no answer.');
}

/** [1, 4, side, side]; every value is exact in 32 bits, so that any program can make the same. */
export function probePixels(side: number): Float32Array {
  const pixels = new Float32Array(CHANNELS * side * side);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = ((index * 7919) % 1024) / 1024;
  }
  return pixels;
}

/** Multiplications and additions of one run. */
export function probeWork(side: number): number {
  const features = 16;
  const convolutions = 2 * 9 * features * (CHANNELS + features) * side ** 2;
  const products = 2 * 2 * features * side ** 3;
  return convolutions + products;
}

// The soft-edge model DexiNed as the OpenCV zoo publishes it: one graph beside no configuration, which sees
// blue, green and red from 0 to 255 less their means and answers with logits, the last of its outputs
// being the sum of them all. Where its file has one fixed size, pictures are resized to that.

import { z } from 'zod';
import {
  PreTrainedModel,
  PretrainedConfig,
  type RawImage,
  Tensor,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { openPixels, toPicture } from '../pictures.ts';
import type { FloatMap } from './depth-map.ts';
import { sigmoid } from './probabilities.ts';

/** The file's name without `.onnx`; library/weights.ts knows it too. */
const FILE = 'edge_detection_dexined_2024sep';
/** Of blue, green and red, as the zoo's own example subtracts them. */
const MEANS = [103.5, 116.2, 123.6] as const;
/** Sides of a size that is free: down four times to halves, and at most what it was shown in training. */
const STEP = 16;
const LONGEST = 1024;

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface SoftEdgeModel {
  /** Undefined where any will do. */
  readonly size: Size | undefined;
  readonly run: (input: Tensor) => Promise<Tensor>;
  readonly dispose: () => Promise<unknown>;
}

const MetadataSchema = z.object({
  name: z.string(),
  isTensor: z.literal(true),
  shape: z.array(z.union([z.number(), z.string()])),
});
const SessionsSchema = z.object({
  model: z.object({
    inputMetadata: z.tuple([MetadataSchema]),
    outputNames: z.array(z.string()).min(1),
  }),
});

export const softEdgeModel: Loader<SoftEdgeModel> = {
  name: 'soft-edges',
  load: async (folder, options) => {
    const model = await PreTrainedModel.from_pretrained(folder, {
      ...options,
      // A name of Transformers.js for graphs of no family that it knows.
      config: new PretrainedConfig({ model_type: 'custom' }),
      subfolder: '',
      model_file_name: FILE,
    });
    const { model: session } = SessionsSchema.parse(model.sessions);
    const { inputMetadata, outputNames } = session;
    const [{ name, shape }] = inputMetadata;
    const output = outputNames.at(-1) ?? '';
    return {
      size: fixedSize(shape),
      run: async (pixels) => {
        const answer = z.record(z.string(), z.unknown()).parse(await model({ [name]: pixels }));
        return z.instanceof(Tensor).parse(answer[output]);
      },
      dispose: () => model.dispose(),
    };
  },
  dispose: (model) => model.dispose(),
};

function fixedSize([, , height, width]: readonly (number | string)[]): Size | undefined {
  const isFixed = typeof height === 'number' && typeof width === 'number';
  return isFixed && height > 0 && width > 0 ? { width, height } : undefined;
}

/** How likely an edge runs through each pixel, from 0 to 1, in the size that the model sees. */
export async function softEdgesOf(model: SoftEdgeModel, image: RawImage): Promise<FloatMap> {
  const { width, height } = model.size ?? freeSize(image);
  const source = await openPixels({
    pixels: new Uint8Array(image.data),
    width: image.width,
    height: image.height,
    channels: 3,
  });
  const { pixels } = await toPicture(source.resize(width, height, { fit: 'fill' }), 3);
  const answer = await model.run(new Tensor('float32', planesOf(pixels), [1, 3, height, width]));
  const [rows, columns] = answer.dims.slice(-2);
  if (rows !== height || columns !== width || answer.data.length !== width * height) {
    throw new Error(`the model gave edges of shape ${answer.dims.join(' × ')}`);
  }
  return {
    width,
    height,
    values: Float32Array.from(answer.data, (logit) => sigmoid(Number(logit))),
  };
}

function freeSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const whole = (side: number) => Math.max(STEP, Math.round((side * scale) / STEP) * STEP);
  return { width: whole(width), height: whole(height) };
}

/** From red, green, blue of each pixel to all blue, all green, all red. */
function planesOf(pixels: Uint8Array): Float32Array {
  const count = pixels.length / 3;
  const planes = new Float32Array(pixels.length);
  for (const [plane, mean] of MEANS.entries()) {
    for (let at = 0; at < count; at += 1) {
      planes[plane * count + at] = (pixels[at * 3 + 2 - plane] ?? 0) - mean;
    }
  }
  return planes;
}

// Models that say how far each point of a picture is, for depth-estimation and normal-control. The
// pipeline of Transformers.js is passed over: it enlarges with a session of its own, whose threads spin.

import { z } from 'zod';
import type { TaskType } from '../../../shared/tasks.ts';
import {
  AutoModelForDepthEstimation,
  AutoProcessor,
  type PreTrainedModel,
  type Processor,
  type RawImage,
  Tensor,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { shrinkByAveraging } from './centred-resizing.ts';
import { type DepthScale, type FloatMap, resizeMap } from './depth-map.ts';
import type { OnnxWork } from './onnx-task.ts';
import { readImage } from './picture.ts';

interface DepthModel {
  readonly model: PreTrainedModel;
  readonly processor: Processor;
}

export interface Depth {
  /** Of the picture's size. */
  readonly map: FloatMap;
  readonly scale: DepthScale;
}

const depthModel: Loader<DepthModel> = {
  name: 'depth-estimation',
  load: async (folder, options) => {
    const processor = await AutoProcessor.from_pretrained(folder, { local_files_only: true });
    shrinkByAveraging(processor);
    const model = await AutoModelForDepthEstimation.from_pretrained(folder, options);
    return { processor, model };
  },
  dispose: ({ model }) => model.dispose(),
};

/** What of `config.json` tells the meaning of the numbers. */
const DepthConfigSchema = z
  .object({ model_type: z.string(), depth_estimation_type: z.string().optional() })
  .readonly();
const OutputSchema = z.object({ predicted_depth: z.instanceof(Tensor) }).readonly();

const METRIC_TYPES = ['depth_pro', 'glpn', 'metric3d', 'metric3dv2'];

/** @throws AppError INPUT_INVALID or FILE_UNREADABLE */
export async function depthIn(
  task: TaskType,
  { inputs, load, signal, progress }: OnnxWork,
): Promise<Depth> {
  const image = await readImage(task, inputs);
  const model = await load(depthModel);
  signal.throwIfAborted();
  progress({ message: { code: 'estimating-depth' } });
  const depth = await estimateDepth(model, image);
  signal.throwIfAborted();
  return depth;
}

async function estimateDepth({ model, processor }: DepthModel, image: RawImage): Promise<Depth> {
  const output = OutputSchema.parse(await model(await processor(image)));
  const [height, width] = output.predicted_depth.dims.slice(-2); // [1, (1,) height, width]
  const values = Float32Array.from(output.predicted_depth.data, Number);
  if (height === undefined || width === undefined || values.length !== height * width) {
    throw new Error(`the model gave a depth of shape ${output.predicted_depth.dims.join(' × ')}`);
  }
  return { map: resizeMap({ width, height, values }, image), scale: scaleOf(model.config) };
}

function scaleOf(config: unknown): DepthScale {
  const { model_type, depth_estimation_type } = DepthConfigSchema.parse(config);
  if (depth_estimation_type === 'metric' || METRIC_TYPES.includes(model_type)) {
    return 'metres';
  }
  return model_type === 'sapiens' ? 'distance' : 'nearness';
}

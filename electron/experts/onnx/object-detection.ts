// object-detection: the things in a picture with their boxes, counted. The pipeline of Transformers.js is
// passed over for its post-processing: it takes the last label of every model for "nothing", and a softmax
// of models trained with a sigmoid makes sure finds of faint ones, so that counts come out wrong.

import { z } from 'zod';
import {
  AutoModelForObjectDetection,
  AutoProcessor,
  type PreTrainedModel,
  type Processor,
  type RawImage,
  Tensor,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { type Find, tidyFinds } from '../found-objects.ts';
import { shrinkByAveraging } from './centred-resizing.ts';
import { inPixels, tellObjects } from './found-objects.ts';
import { frameNotes } from './frames.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { sigmoid, softmax } from './probabilities.ts';

const TASK = 'object-detection';

/**
 * From here on, the label is likelier than anything else, "nothing" included. The library's 0.9 leaves out
 * half hidden and small things that DETR and YOLOS see well, and so counts too few.
 */
const THRESHOLD = 0.5;

/** Model types whose labels are judged one by one, without a last logit for "nothing". */
const ONE_BY_ONE = ['rt_detr', 'rt_detr_v2', 'rf_detr', 'd_fine'];

interface Detector {
  readonly model: PreTrainedModel;
  readonly processor: Processor;
}

const ConfigSchema = z
  .object({ model_type: z.string(), id2label: z.record(z.string(), z.string()) })
  .readonly();
type Config = z.infer<typeof ConfigSchema>;

/** `logits` is [1, queries, labels], `pred_boxes` [1, queries, 4]: middle, width and height as shares. */
const OutputSchema = z
  .object({ logits: z.instanceof(Tensor), pred_boxes: z.instanceof(Tensor) })
  .readonly();

const detector: Loader<Detector> = {
  name: TASK,
  load: async (folder, options) => {
    const processor = await AutoProcessor.from_pretrained(folder, { local_files_only: true });
    shrinkByAveraging(processor);
    return { processor, model: await AutoModelForObjectDetection.from_pretrained(folder, options) };
  },
  dispose: ({ model }) => model.dispose(),
};

export const objectDetection: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const model = await load(detector);
    signal.throwIfAborted();
    progress({ message: { code: 'finding-objects' } });
    const objects = tidyFinds(await findIn(model, image), image);
    signal.throwIfAborted();
    return tellObjects(image, objects, { notes: await frameNotes(TASK, inputs) });
  },
};

async function findIn({ model, processor }: Detector, image: RawImage): Promise<readonly Find[]> {
  const output = OutputSchema.parse(await model(await processor([image])));
  const config = ConfigSchema.parse(model.config);
  const [, queries = 0, width = 0] = output.logits.dims;
  const logits = Float32Array.from(output.logits.data, Number);
  const boxes = Float32Array.from(output.pred_boxes.data, Number);
  return Array.from({ length: queries }, (_, query) => {
    const best = bestLabel(logits.subarray(query * width, (query + 1) * width), config);
    const corners = cornersOf(boxes.subarray(query * 4, query * 4 + 4));
    return { ...best, corners: inPixels(corners, image) };
  }).flatMap(({ label, score, corners }) =>
    label === undefined || score < THRESHOLD ? [] : [{ label, score, corners }],
  );
}

/** Without a label where the best is "nothing", or a number that the model has no name for. */
function bestLabel(logits: Float32Array, { model_type, id2label }: Config) {
  const isOneByOne = ONE_BY_ONE.includes(model_type);
  const scores = isOneByOne ? Array.from(logits, sigmoid) : softmax(logits);
  const score = scores.reduce((most, value) => Math.max(most, value), 0);
  const index = scores.indexOf(score);
  const isNothing = !isOneByOne && index === logits.length - 1;
  return { label: isNothing ? undefined : id2label[index], score };
}

function cornersOf([x = 0, y = 0, width = 0, height = 0]: Float32Array): Find['corners'] {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

// openpose-control: the poses of the people in a picture, drawn as ControlNet takes them. The people come as
// boxes, found by a detector beforehand (electron/local-people.ts); a pose model finds the joints of each.

import { z } from 'zod';
import type { Box } from '../../../shared/media.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import {
  AutoModelForPoseEstimation,
  AutoProcessor,
  type PreTrainedModel,
  type Processor,
  RawImage,
  Tensor,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { peopleIn } from '../people.ts';
import { shrinkByAveraging } from './centred-resizing.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf, readImage } from './picture.ts';
import { areaAround, cutArea, jointOf } from './pose-crop.ts';
import { COCO_JOINTS, drawSkeletons, type Joint, toOpenPose } from './pose-skeleton.ts';

const TASK = 'openpose-control';

interface PoseModel {
  readonly model: PreTrainedModel;
  readonly processor: Processor;
}

const poseModel: Loader<PoseModel> = {
  name: TASK,
  load: async (folder, options) => {
    const processor = await AutoProcessor.from_pretrained(folder, { local_files_only: true });
    shrinkByAveraging(processor);
    return { processor, model: await AutoModelForPoseEstimation.from_pretrained(folder, options) };
  },
  dispose: ({ model }) => model.dispose(),
};

/** What the model sees, [1, 3, height, width], and its answer, [1, joints, height, width]. */
const SeenSchema = z.object({ pixel_values: z.instanceof(Tensor) });
const OutputSchema = z.object({ heatmaps: z.instanceof(Tensor) }).readonly();

export const openposeControl: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const boxes = peopleIn(inputs);
    const model = await load(poseModel);
    const people: (readonly (Joint | undefined)[])[] = [];
    for (const [index, box] of boxes.entries()) {
      signal.throwIfAborted();
      progress({
        message: { code: 'finding-joints', values: { person: index + 1, people: boxes.length } },
        fraction: index / boxes.length,
      });
      people.push(toOpenPose(await jointsIn(model, image, box)));
    }
    signal.throwIfAborted();
    const posed = people.filter((joints) => joints.some((joint) => joint !== undefined));
    const drawn = new RawImage(drawSkeletons(posed, image), image.width, image.height, 3);
    return { image: await pngOf(drawn, 'poses.png'), notes: [tell(boxes.length, posed.length)] };
  },
};

async function jointsIn(
  { model, processor }: PoseModel,
  image: RawImage,
  box: Box,
): Promise<readonly Joint[]> {
  const seen = sizeSeen(processor);
  const area = areaAround(box, seen);
  const inputs = SeenSchema.parse(await processor(cutArea(image, area)));
  const { heatmaps } = OutputSchema.parse(await model(inputs));
  const [, joints = 0, height = 0, width = 0] = heatmaps.dims;
  if (joints !== COCO_JOINTS) {
    throw new Error(`the model knows ${joints} joints, not the ${COCO_JOINTS} of COCO`);
  }
  const values = Float32Array.from(heatmaps.data, Number);
  return Array.from({ length: joints }, (_, joint) => {
    const heat = values.subarray(joint * height * width, (joint + 1) * height * width);
    return jointOf({ values: heat, width, height }, area, seen);
  });
}

const SizeSchema = z.object({ width: z.number().positive(), height: z.number().positive() });

function sizeSeen(processor: Processor) {
  return SizeSchema.parse(processor.image_processor?.size);
}

function tell(found: number, posed: number): ResultNote {
  if (found === 0) {
    return { code: 'people-none' };
  }
  return posed === found
    ? { code: 'people-posed', values: { posed } }
    : { code: 'people-posed-of', values: { posed, found } };
}

// depth-estimation: a grey picture of how near each point is, 8 bits, white at the nearest and black at
// the farthest; the notes say what lies between.

import type { ResultNote } from '../../../shared/result-notes.ts';
import { RawImage } from '../../runner/inference.ts';
import { type Depth, depthIn } from './depth-loader.ts';
import { nearnessOf, rangeOf } from './depth-map.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf } from './picture.ts';

const TASK = 'depth-estimation';

export const depthEstimation: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const depth = await depthIn(TASK, work);
    return { image: await pngOf(drawDepth(depth), 'depth.png'), notes: [explain(depth)] };
  },
};

function drawDepth({ map, scale }: Depth): RawImage {
  const { width, height, values } = nearnessOf(map, scale);
  return new RawImage(
    Uint8ClampedArray.from(values, (near) => near * 255),
    width,
    height,
    1,
  );
}

function explain({ map, scale }: Depth): ResultNote {
  const { min, max } = rangeOf(map);
  if (min === max) {
    return { code: 'depth-flat' };
  }
  return scale === 'metres'
    ? { code: 'depth-metres', values: { nearest: min, farthest: max } }
    : { code: 'depth-order' };
}

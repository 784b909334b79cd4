// depth-estimation: a grey picture of how near each point is, 8 bits, white at the nearest and black at
// the farthest; the notes say what lies between.

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
    return { image: await pngOf(drawDepth(depth), 'depth.png'), notes: explain(depth) };
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

function explain({ map, scale }: Depth): readonly string[] {
  const { min, max } = rangeOf(map);
  if (min === max) {
    return ['The model sees all points at the same distance, so the picture is black throughout.'];
  }
  const near = 'White is the nearest point and black the farthest';
  if (scale === 'metres') {
    const ends = `${min.toFixed(2)} m and ${max.toFixed(2)} m`;
    return [`${near}, ${ends} away; the shades between are evenly spaced in metres.`];
  }
  return [`${near} in this picture; the shades tell an order, not distances in metres.`];
}

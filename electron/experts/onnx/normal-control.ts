// normal-control: which way the surfaces of a picture face, computed from the floats of a depth model
// by the formula of normals.ts.

import { RawImage } from '../../runner/inference.ts';
import { depthIn } from './depth-loader.ts';
import { nearnessOf } from './depth-map.ts';
import { normalsOf } from './normals.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf } from './picture.ts';

const TASK = 'normal-control';

export const normalControl: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const { map, scale } = await depthIn(TASK, work);
    work.progress({ message: { code: 'computing-normals' } });
    const pixels = normalsOf(nearnessOf(map, scale));
    const normals = new RawImage(pixels, map.width, map.height, 3);
    return {
      image: await pngOf(normals, 'normals.png'),
      notes: [{ code: 'normal-colours' }],
    };
  },
};

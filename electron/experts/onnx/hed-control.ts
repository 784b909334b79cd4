// hed-control: the soft edges of a picture, white on black and in its size, by DexiNed. It stands in for
// HED, the network after which the task is named, of which no ONNX file is known.

import { RawImage } from '../../runner/inference.ts';
import { type FloatMap, rangeOf, resizeMap } from './depth-map.ts';
import type { OnnxTask } from './onnx-task.ts';
import { pngOf, readImage } from './picture.ts';
import { softEdgeModel, softEdgesOf } from './soft-edge-model.ts';

const TASK = 'hed-control';

/** Where nothing is likelier an edge than this, stretching would only make noise visible. */
const LEAST_EDGE = 0.5;

export const hedControl: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const model = await load(softEdgeModel);
    signal.throwIfAborted();
    progress({ message: { code: 'finding-soft-edges' } });
    const found = await softEdgesOf(model, image);
    signal.throwIfAborted();
    const { edges, isEmpty } = stretched(found);
    const { values, width, height } = resizeMap(edges, image);
    const levels = Uint8ClampedArray.from(values, (level) => level * 255);
    return {
      image: await pngOf(new RawImage(levels, width, height, 1), 'soft-edges.png'),
      notes: [{ code: 'edges-soft' }, ...(isEmpty ? [{ code: 'edges-none' as const }] : [])],
    };
  },
};

/** From black at the least likely to white at the likeliest, as DexiNed's own pictures are made. */
function stretched(found: FloatMap): { readonly edges: FloatMap; readonly isEmpty: boolean } {
  const { min, max } = rangeOf(found);
  if (max < LEAST_EDGE) {
    return { edges: found, isEmpty: true };
  }
  const span = max - min || 1;
  const values = found.values.map((value) => (value - min) / span);
  return { edges: { ...found, values }, isEmpty: false };
}

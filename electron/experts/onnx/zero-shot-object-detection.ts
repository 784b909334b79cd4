// zero-shot-object-detection: the things that the request names, with their boxes, counted.

import { pipeline } from '../../runner/inference.ts';
import { type Find, tidyFinds } from '../found-objects.ts';
import { candidateLabels } from './candidate-labels.ts';
import { inPixels, tellObjects } from './found-objects.ts';
import { frameNotes } from './frames.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { picturePipeline } from './picture-pipeline.ts';

const TASK = 'zero-shot-object-detection';

/** What OWL-ViT was published with: its scores are low even where it is right. */
const THRESHOLD = 0.1;

const finder = picturePipeline(TASK, (folder, options) => pipeline(TASK, folder, options));

export const zeroShotObjectDetection: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const sought = candidateLabels(TASK, inputs);
    const image = await readImage(TASK, inputs);
    const find = await load(finder);
    signal.throwIfAborted();
    progress({ message: { code: 'finding-named', values: { labels: sought.join(', ') } } });
    // Shares of the picture: pixels would be cut to whole ones.
    const found = await find(image, [...sought], { threshold: THRESHOLD, percentage: true });
    signal.throwIfAborted();
    const finds = found.map(({ label, score, box }): Find => {
      const corners = inPixels([box.xmin, box.ymin, box.xmax, box.ymax], image);
      return { label, score, corners };
    });
    const objects = tidyFinds(finds, image);
    return tellObjects(image, objects, { sought, notes: await frameNotes(TASK, inputs) });
  },
};

// zero-shot-image-classification: which of the labels that the request names fits a picture best. Scores
// compare these labels with each other only, unless the model judges each for itself (SigLIP).

import { pipeline } from '../../runner/inference.ts';
import { bestInWords, rankLabels } from '../label-list.ts';
import { aloneNotes, candidateLabels } from './candidate-labels.ts';
import { frameNotes } from './frames.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { picturePipeline } from './picture-pipeline.ts';

const TASK = 'zero-shot-image-classification';

/** What CLIP and SigLIP were published with. */
const TEMPLATE = 'a photo of {}';

const matcher = picturePipeline(TASK, (folder, options) => pipeline(TASK, folder, options));

export const zeroShotImageClassification: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const named = candidateLabels(TASK, inputs);
    const image = await readImage(TASK, inputs);
    const match = await load(matcher);
    signal.throwIfAborted();
    progress({ message: { code: 'comparing-labels' } });
    const found = await match(image, [...named], { hypothesis_template: TEMPLATE });
    signal.throwIfAborted();
    const labels = rankLabels(
      found.map(({ label }) => label),
      found.map(({ score }) => score),
    );
    const notes = await frameNotes(TASK, inputs);
    return { labels, text: bestInWords(labels), notes: [...notes, ...aloneNotes(labels)] };
  },
};

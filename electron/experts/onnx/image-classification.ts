// image-classification: the five likeliest classes of a picture.

import { pipeline } from '../../runner/inference.ts';
import { bestInWords, rankLabels } from '../label-list.ts';
import { frameNotes } from './frames.ts';
import type { OnnxTask } from './onnx-task.ts';
import { readImage } from './picture.ts';
import { picturePipeline } from './picture-pipeline.ts';

const TASK = 'image-classification';
const CLASSES = 5;

const classifier = picturePipeline(TASK, (folder, options) => pipeline(TASK, folder, options));

export const imageClassification: OnnxTask = {
  task: TASK,
  perform: async ({ inputs, load, signal, progress }) => {
    const image = await readImage(TASK, inputs);
    const classify = await load(classifier);
    signal.throwIfAborted();
    progress({ message: { code: 'classifying-picture' } });
    const found = await classify(image, { top_k: CLASSES });
    signal.throwIfAborted();
    const labels = rankLabels(
      found.map(({ label }) => label),
      found.map(({ score }) => score),
    );
    return { labels, text: bestInWords(labels), notes: await frameNotes(TASK, inputs) };
  },
};

// Models that part a picture into regions, for image-segmentation and background-removal alike: both
// pipelines of Transformers.js are this one, which leaves the label null where a model has no classes.

import { pipeline } from '../../runner/inference.ts';
import { picturePipeline } from './picture-pipeline.ts';

export const segmentationModel = picturePipeline('image-segmentation', (folder, options) =>
  pipeline('image-segmentation', folder, options),
);

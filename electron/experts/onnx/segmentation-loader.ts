// Models that part a picture into regions, for image-segmentation and background-removal alike: both
// pipelines of Transformers.js are this one, which leaves the label null where a model has no classes.

import { type ImageSegmentationPipeline, pipeline } from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { shrinkByAveraging } from './centred-resizing.ts';

export const segmentationModel: Loader<ImageSegmentationPipeline> = {
  name: 'image-segmentation',
  load: async (folder, options) => {
    const segment = await pipeline('image-segmentation', folder, options);
    shrinkByAveraging(segment.processor);
    return segment;
  },
  dispose: (segment) => segment.dispose(),
};

// How a pipeline of Transformers.js that looks at a picture is loaded.

import type { Processor } from '../../runner/inference.ts';
import type { Loader, LoadOptions } from '../../runner/models.ts';
import { shrinkByAveraging } from './centred-resizing.ts';

interface PicturePipeline {
  readonly processor: Processor;
  readonly dispose: () => Promise<unknown>;
}

/** @param name of the pipeline, by which its models are shared */
export function picturePipeline<Loaded extends PicturePipeline>(
  name: string,
  open: (folder: string, options: LoadOptions) => Promise<Loaded>,
): Loader<Loaded> {
  return {
    name,
    load: async (folder, options) => {
      const loaded = await open(folder, options);
      shrinkByAveraging(loaded.processor);
      return loaded;
    },
    dispose: (loaded) => loaded.dispose(),
  };
}

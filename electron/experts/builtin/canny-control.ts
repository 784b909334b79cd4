// canny-control, built in: draws the edges of a picture with OpenCV's Canny, as ControlNet takes them.

import type { Model } from '../../../shared/models.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { Expert } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { encodePng, type Picture, readPicture, reduceTo, resizeTo } from '../pictures.ts';
import { findEdges } from './edges.ts';
import { OPENCV_VERSION, withOpenCv } from './opencv.ts';

const TASK = 'canny-control';

const MODEL: Model = {
  id: 'builtin/opencv-canny',
  host: 'builtin',
  revision: OPENCV_VERSION,
  tasks: [TASK],
  name: 'Canny edges',
  description: 'Draws edges with the Canny detector of OpenCV, its thresholds set by the picture.',
  licence: 'Apache-2.0',
  languages: [],
};

/** OpenCV takes about 14 bytes for each pixel in its own memory, which never shrinks again. */
const MAX_SEARCHED = 24_000_000;

export const cannyControl: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 120,
  perform: async (inputs, { signal, progress }) => {
    const file = fileInput(TASK, inputs, 'image');
    const source = await readPicture(file, 'grey');
    signal.throwIfAborted();
    progress({ message: { code: 'finding-edges', values: { file: file.name } } });
    const searched = await reduceTo(source, MAX_SEARCHED);
    const found = await withOpenCv((cv, own): Picture => {
      // A copy: OpenCV's own memory is freed when this returns.
      return { ...searched, pixels: findEdges(cv, own, searched).data.slice() };
    });
    signal.throwIfAborted();
    const edges = blackAndWhite(await resizeTo(found, source));
    return {
      image: { name: 'edges.png', bytes: await encodePng(edges) },
      notes: describe(source, searched),
    };
  },
};

/** Enlarging leaves grey beside the edges. */
function blackAndWhite(edges: Picture): Picture {
  return { ...edges, pixels: edges.pixels.map((tone) => (tone < 128 ? 0 : 255)) };
}

function describe(source: Picture, { width, height }: Picture): readonly ResultNote[] {
  return width === source.width ? [] : [{ code: 'edges-enlarged', values: { width, height } }];
}

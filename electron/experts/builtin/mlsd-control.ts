// mlsd-control, built in: draws the straight lines of a picture, found by a Hough transform of its
// edges. It stands in for M-LSD, the network after which the task is named.

import type { Model } from '../../../shared/models.ts';
import type { Expert } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { encodePng, type Picture, readPicture, reduceTo } from '../pictures.ts';
import { findEdges } from './edges.ts';
import { OPENCV_VERSION, type OpenCv, type Own, withOpenCv } from './opencv.ts';
import { lengthOf, mergeSegments, type Segment } from './segments.ts';

const TASK = 'mlsd-control';

const MODEL: Model = {
  id: 'builtin/opencv-hough',
  host: 'builtin',
  revision: OPENCV_VERSION,
  tasks: [TASK],
  name: 'Hough lines',
  description: 'Finds straight lines with the Hough transform of OpenCV, standing in for M-LSD.',
  licence: 'Apache-2.0',
  languages: [],
};

/** Pixels that are searched at most: the transform's time grows with the edges times the angles. */
const MAX_SEARCHED = 4_000_000;
/** Of the longer side of what is searched, whose 512 pixels M-LSD has; shorter ones make up curves. */
const LEAST_LENGTH = 32 / 512;
const LARGEST_GAP = 4 / 512;
/** Share of the shortest segment that a piece of a line has, and that must agree on where it runs. */
const PIECE = 0.4;
/** Pixels: the edges of a stroke that is up to so wide are one line. */
const STROKE = 6;
/** Half a degree: with a coarser grid slanted lines end early, a finer one doubles the time. */
const ANGLE_STEP = Math.PI / 360;

export const mlsdControl: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 120,
  perform: async (inputs, { signal, progress }) => {
    const file = fileInput(TASK, inputs, 'image');
    const source = await readPicture(file, 'grey');
    const searched = await reduceTo(source, MAX_SEARCHED);
    signal.throwIfAborted();
    progress({ message: { code: 'finding-lines', values: { file: file.name } } });
    const { segments, drawn } = await withOpenCv((cv, own) => {
      const found = findSegments(cv, own, searched);
      const inSource = found.map((segment) => toSource(segment, source, searched));
      return { segments: inSource, drawn: draw(cv, own, { segments: inSource, source }) };
    });
    signal.throwIfAborted();
    return {
      image: { name: 'lines.png', bytes: await encodePng(drawn) },
      segments,
      notes: segments.length === 0 ? [{ code: 'no-lines' }] : [],
    };
  },
};

function findSegments(cv: OpenCv, own: Own, picture: Picture): Segment[] {
  const longer = Math.max(picture.width, picture.height);
  const leastLength = Math.max(10, longer * LEAST_LENGTH);
  const largestGap = Math.max(2, longer * LARGEST_GAP);
  const edges = findEdges(cv, own, picture);
  const lines = own(new cv.Mat());
  const piece = Math.round(leastLength * PIECE);
  cv.HoughLinesP(edges, lines, 1, ANGLE_STEP, piece, piece, largestGap);
  // Four numbers for each line; without a line the matrix has no data at all.
  const ends = lines.rows === 0 ? [] : [...lines.data32S];
  const pieces = Array.from({ length: Math.floor(ends.length / 4) }, (_, index) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends.slice(index * 4, index * 4 + 4);
    return { x1, y1, x2, y2 };
  });
  return mergeSegments(pieces, { across: STROKE, along: largestGap }).filter(
    (segment) => lengthOf(segment) >= leastLength,
  );
}

/** To tenths of a pixel; the transform knows no more. */
function toSource(segment: Segment, source: Picture, searched: Picture): Segment {
  const across = source.width / searched.width;
  const down = source.height / searched.height;
  const place = (at: number, scale: number, size: number) =>
    Math.round(Math.min(size - 1, Math.max(0, at * scale)) * 10) / 10;
  return {
    x1: place(segment.x1, across, source.width),
    y1: place(segment.y1, down, source.height),
    x2: place(segment.x2, across, source.width),
    y2: place(segment.y2, down, source.height),
  };
}

/** White on black, as thick as M-LSD's lines are in its 512 pixels. */
function draw(
  cv: OpenCv,
  own: Own,
  { segments, source }: { readonly segments: readonly Segment[]; readonly source: Picture },
): Picture {
  const { width, height } = source;
  const canvas = own(cv.Mat.zeros(height, width, cv.CV_8UC1));
  const thickness = Math.max(1, Math.round(Math.max(width, height) / 512));
  for (const { x1, y1, x2, y2 } of segments) {
    const start = new cv.Point(Math.round(x1), Math.round(y1));
    const end = new cv.Point(Math.round(x2), Math.round(y2));
    cv.line(canvas, start, end, new cv.Scalar(255), thickness);
  }
  return { width, height, channels: 1, pixels: canvas.data.slice() };
}

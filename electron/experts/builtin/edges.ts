// Canny's edges with thresholds that follow from the picture. Both the edge and the line expert
// start from them.

import type { Picture } from '../pictures.ts';
import type { Mat, OpenCv, Own } from './opencv.ts';

/** Share of the pixels whose gradient may lie over the upper threshold: edges are thin. */
const EDGE_SHARE = 0.1;
/** Below lies the grain of JPEG files; a full step from black to white gives 700 and more. */
const LEAST_UPPER = 60;
/** Above, a busy picture would lose edges that are plain to see. */
const LARGEST_UPPER = 240;
/** Canny's own advice is a lower threshold of a half to a third (IEEE PAMI 8(6), 1986, page 690). */
const LOWER_SHARE = 0.4;
/** Gradients are counted up to this sum of |dx| and |dy|; a Sobel filter of 8 bits gives 2040 at most. */
const GRADIENTS = 2048;

/** White edges, one pixel wide, on black. @param picture grey */
export function findEdges(cv: OpenCv, own: Own, picture: Picture): Mat {
  const grey = own(cv.matFromArray(picture.height, picture.width, cv.CV_8UC1, picture.pixels));
  cv.GaussianBlur(grey, grey, new cv.Size(3, 3), 0);
  const [dx, dy, edges] = [own(new cv.Mat()), own(new cv.Mat()), own(new cv.Mat())];
  cv.Sobel(grey, dx, cv.CV_16S, 1, 0);
  cv.Sobel(grey, dy, cv.CV_16S, 0, 1);
  const upper = upperThreshold(dx.data16S, dy.data16S);
  cv.Canny(grey, edges, upper * LOWER_SHARE, upper);
  return edges;
}

/** The gradient that {@link EDGE_SHARE} of the pixels exceed, within bounds. */
function upperThreshold(dx: Int16Array, dy: Int16Array): number {
  const counts = new Uint32Array(GRADIENTS);
  dx.forEach((across, index) => {
    const gradient = Math.abs(across) + Math.abs(dy[index] ?? 0);
    counts[gradient] = (counts[gradient] ?? 0) + 1;
  });
  let above = dx.length;
  const gradient = counts.findIndex((count) => {
    above -= count;
    return above <= EDGE_SHARE * dx.length;
  });
  return Math.min(LARGEST_UPPER, Math.max(LEAST_UPPER, gradient));
}

// How far a picture is enlarged and which part of it is seen, in shares of the picture, so that two
// pictures of any size can be looked at in step. Pure.

export interface Zoom {
  /** 1 where the whole picture fits. */
  readonly scale: number;
  /** The point of the picture in the middle of its frame, from 0 to 1. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0.5, y: 0.5 };
export const LARGEST = 12;

/** From the middle of the frame, in sizes of the fitted picture. */
interface Offset {
  readonly x: number;
  readonly y: number;
}

const MIDDLE: Offset = { x: 0, y: 0 };

/** Enlarges by a factor; what is under the point stays there, as far as the edges allow. */
export function zoomBy(zoom: Zoom, factor: number, at: Offset = MIDDLE): Zoom {
  const scale = Math.min(LARGEST, Math.max(1, zoom.scale * factor));
  const shift = 1 / zoom.scale - 1 / scale;
  return bounded({ scale, x: zoom.x + at.x * shift, y: zoom.y + at.y * shift });
}

/** Moves what is seen along with a pointer. */
export function panBy(zoom: Zoom, { x, y }: Offset): Zoom {
  return bounded({ ...zoom, x: zoom.x - x / zoom.scale, y: zoom.y - y / zoom.scale });
}

/** The picture always covers as much of its frame as it did when it fitted. */
function bounded({ scale, x, y }: Zoom): Zoom {
  const half = 0.5 / scale;
  const within = (share: number) => Math.min(1 - half, Math.max(half, share));
  return { scale, x: within(x), y: within(y) };
}

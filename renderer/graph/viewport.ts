// Which part of a graph is seen. Pure; moving there is graph-view.tsx.

import { type Layout, type Point, type Size, sizeOf } from './layout.ts';

export interface Viewport extends Point {
  readonly zoom: number;
}

export interface Rectangle extends Point, Size {}

/** What the graph is seen in. */
export interface Room extends Size {
  /** Of the text; the graph is drawn that much larger. 1 where nothing is said. */
  readonly scale?: number;
}

/** Pixels left free around. */
const MARGIN = 24;
/** Pixels at the bottom for the buttons. */
const FOOT = 40;
/** Smaller than this, nothing can be read. */
const LEAST_READABLE = 0.35;

export function boundsOf(layout: Layout): Rectangle {
  const corners = [...layout.positions].map(([id, { x, y }]) => {
    const { width, height } = sizeOf(id);
    return { x, y, right: x + width, bottom: y + height };
  });
  if (corners.length === 0) {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  const x = corners.reduce((least, corner) => Math.min(least, corner.x), Number.POSITIVE_INFINITY);
  const y = corners.reduce((least, corner) => Math.min(least, corner.y), Number.POSITIVE_INFINITY);
  const right = corners.reduce((most, corner) => Math.max(most, corner.right), x);
  const bottom = corners.reduce((most, corner) => Math.max(most, corner.bottom), y);
  return { x, y, width: right - x, height: bottom - y };
}

/** The whole of it, however small. */
export function fitWhole(bounds: Rectangle, size: Room): Viewport {
  return centred(bounds, size, fittingZoom(bounds, size));
}

/** As much as can be read, from the top, so that details that open below cover little of it. */
export function fitReadable(bounds: Rectangle, size: Room): Viewport {
  const zoom = Math.max(LEAST_READABLE * scaleOf(size), fittingZoom(bounds, size));
  const { x } = centred(bounds, size, zoom);
  return { x, y: MARGIN - bounds.y * zoom, zoom };
}

/** The nearest place at the same zoom where a rectangle is seen; the same viewport where it is. */
export function reveal(rectangle: Rectangle, viewport: Viewport, size: Room): Viewport {
  const { zoom } = viewport;
  const shift = (begin: number, length: number, room: number) => {
    const end = begin + length;
    if (begin < MARGIN || length + 2 * MARGIN > room) {
      return begin < MARGIN || begin > room - MARGIN ? MARGIN - begin : 0;
    }
    return Math.min(0, room - MARGIN - end);
  };
  const dx = shift(rectangle.x * zoom + viewport.x, rectangle.width * zoom, size.width);
  const dy = shift(
    rectangle.y * zoom + viewport.y,
    rectangle.height * zoom,
    size.height - footOf(size),
  );
  return dx === 0 && dy === 0 ? viewport : { x: viewport.x + dx, y: viewport.y + dy, zoom };
}

function fittingZoom(bounds: Rectangle, size: Room): number {
  return Math.min(
    scaleOf(size),
    (size.width - 2 * MARGIN) / Math.max(1, bounds.width),
    (size.height - footOf(size) - 2 * MARGIN) / Math.max(1, bounds.height),
  );
}

function scaleOf({ scale = 1 }: Room): number {
  return scale;
}

function footOf(size: Room): number {
  return FOOT * scaleOf(size);
}

function centred(bounds: Rectangle, size: Room, zoom: number): Viewport {
  return {
    x: size.width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: (size.height - footOf(size)) / 2 - (bounds.y + bounds.height / 2) * zoom,
    zoom,
  };
}

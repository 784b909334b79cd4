// Which rows are in the document: those that are seen, and some around them. Pure.

import type { GalleryRow } from './gallery-rows.ts';

/** Places among the rows; `end` is the first that is not mounted. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Pixels from the top of the grid. */
export interface Seen {
  readonly top: number;
  readonly bottom: number;
}

/** Items that are mounted at most, besides the one that Tab leads to. */
export const MOST_MOUNTED = 59;
/** Screens that are mounted above and below what is seen, where that many items may be. */
const AROUND = 0.5;

export function seenRows(rows: readonly GalleryRow[], { top, bottom }: Seen): Stretch {
  const start = firstEndingAfter(rows, top);
  let end = start;
  while (end < rows.length && (rows[end]?.top ?? 0) < bottom) {
    end += 1;
  }
  return { start, end };
}

/** What is seen comes first; then rows are added below and above in turn. */
export function mountedRows(rows: readonly GalleryRow[], seen: Seen): Stretch {
  const inSight = seenRows(rows, seen);
  const margin = (seen.bottom - seen.top) * AROUND;
  const reach = seenRows(rows, { top: seen.top - margin, bottom: seen.bottom + margin });
  let { start, start: end } = inSight;
  let count = 0;
  /** Takes one more row in, unless there is none within the bounds or it has too many items. */
  const takes = (place: number, bounds: Stretch): boolean => {
    const row = place < bounds.start || place >= bounds.end ? undefined : rows[place];
    if (row === undefined || count + itemsIn(row) > MOST_MOUNTED) {
      return false;
    }
    count += itemsIn(row);
    start = Math.min(start, place);
    end = Math.max(end, place + 1);
    return true;
  };
  let isGrowing = true;
  while (isGrowing) {
    isGrowing = takes(end, inSight);
  }
  isGrowing = true;
  while (isGrowing) {
    const grewBelow = takes(end, reach);
    isGrowing = takes(start - 1, reach) || grewBelow;
  }
  return { start, end };
}

/** As long as what is seen is mounted, a move changes nothing. */
export function holds(mounted: Stretch, seen: Stretch): boolean {
  return mounted.start <= seen.start && seen.end <= mounted.end;
}

function itemsIn(row: GalleryRow): number {
  return row.type === 'items' ? row.boxes.length : 0;
}

/** By halving: rows stand in order. */
function firstEndingAfter(rows: readonly GalleryRow[], top: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.top + row.height <= top) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// The whole gallery as rows with their places: of each day a heading, then its items, justified. Pure.

import type { GalleryItem } from '../../shared/gallery.ts';
import { type Box, justify } from './justified.ts';

interface Day {
  /** YYYY-MM-DD in the person's time zone. */
  readonly date: string;
  /** Of its first item among all. */
  readonly start: number;
  readonly count: number;
}

interface Placed {
  /** Pixels from the top of the grid. */
  readonly top: number;
  readonly height: number;
}

export type GalleryRow =
  | (Placed & { readonly type: 'day'; readonly day: Day })
  | (Placed & { readonly type: 'items'; readonly boxes: readonly Box[] });

interface GalleryRows {
  readonly rows: readonly GalleryRow[];
  readonly height: number;
}

const GAP = 8;
/** Pixels of a heading, and above each but the first. */
const HEADING = { height: 28, above: 16 };
/** Least pixels of a row, and how many items of medium shape a screen should show at most. */
const ROW = { least: 168, leastNarrow: 124, perScreen: 24 };
const NARROW = 600;
/** Of what is no picture: room for a few lines. */
const CARD_PROPORTION = 4 / 3;

interface Screen {
  readonly width: number;
  readonly height: number;
  /** Of the text; 1 where nothing is said. */
  readonly scale?: number;
}

/** Larger screens get larger pictures, not more of them. */
export function rowHeightFor(screen: Screen): number {
  const scale = screen.scale ?? 1;
  const least = scale * (screen.width / scale < NARROW ? ROW.leastNarrow : ROW.least);
  return Math.max(least, Math.sqrt((screen.width * screen.height) / ROW.perScreen));
}

/** @param items the latest first, so that those of a day stand together */
export function daysOf(items: readonly GalleryItem[], timeZone: string): readonly Day[] {
  // Sweden writes dates as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const days: Day[] = [];
  for (const [index, { at }] of items.entries()) {
    const date = format.format(at);
    const last = days.at(-1);
    if (last?.date === date) {
      days[days.length - 1] = { ...last, count: last.count + 1 };
    } else {
      days.push({ date, start: index, count: 1 });
    }
  }
  return days;
}

export function placeRows(
  items: readonly GalleryItem[],
  days: readonly Day[],
  { width, rowHeight, scale = 1 }: Pick<Screen, 'width' | 'scale'> & { readonly rowHeight: number },
): GalleryRows {
  const rows: GalleryRow[] = [];
  let top = 0;
  for (const day of days) {
    top += day.start === 0 ? 0 : HEADING.above * scale;
    rows.push({ type: 'day', day, top, height: HEADING.height * scale });
    top += HEADING.height * scale;
    const proportions = items.slice(day.start, day.start + day.count).map(proportionOf);
    for (const { height, boxes } of justify(proportions, { width, rowHeight, gap: GAP })) {
      const shifted = boxes.map((box) => ({ ...box, index: box.index + day.start }));
      rows.push({ type: 'items', boxes: shifted, top, height });
      top += height + GAP;
    }
  }
  return { rows, height: top };
}

function proportionOf({ artefact: { kind, width, height } }: GalleryItem): number {
  return kind === 'image' && width !== undefined && height !== undefined
    ? width / height
    : CARD_PROPORTION;
}

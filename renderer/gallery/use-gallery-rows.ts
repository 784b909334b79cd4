// The rows of the gallery at the size that the screen has, and which of them are in the document now.

import { type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { useTimeZone } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import { useGallery } from '../state/gallery.ts';
import { useTextScale } from '../state/preferences.ts';
import { daysOf, type GalleryRow, placeRows, rowHeightFor } from './gallery-rows.ts';
import { holds, mountedRows, type Seen, type Stretch, seenRows } from './mounted-rows.ts';

interface GridPlaces {
  /** What scrolls; the grid lies within it. */
  readonly scroller: HTMLElement;
  readonly grid: RefObject<HTMLElement | null>;
}

export interface ShownRows {
  readonly rows: readonly GalleryRow[];
  /** Pixels of all of them. */
  readonly height: number;
  /** Pixels of what is seen. */
  readonly page: number;
  readonly mounted: Stretch;
}

const NONE: Stretch = { start: 0, end: 0 };

export function useGalleryRows(items: readonly GalleryItem[], places: GridPlaces): ShownRows {
  const { width, page } = useSizes(places);
  const scale = useTextScale();
  const timeZone = useTimeZone() ?? 'UTC';
  const days = useMemo(() => daysOf(items, timeZone), [items, timeZone]);
  // Of the window, which stays as it is when a line comes below the grid.
  const rowHeight = rowHeightFor({ width, height: window.innerHeight, scale });
  const { rows, height } = useMemo(() => {
    return width === 0
      ? { rows: [], height: 0 }
      : placeRows(items, days, { width, rowHeight, scale });
  }, [items, days, width, rowHeight, scale]);
  usePlaceKept(places, rows.length > 0);
  return { rows, height, page, mounted: useMounted(rows, places) };
}

function useSizes({ scroller, grid }: GridPlaces): {
  readonly width: number;
  readonly page: number;
} {
  const [sizes, setSizes] = useState({ width: 0, page: 0 });
  useLayoutEffect(() => {
    const { current: inner } = grid;
    if (inner === null) {
      return;
    }
    const measure = () => {
      const [width, page] = [inner.clientWidth, scroller.clientHeight];
      setSizes((known) => (known.width === width && known.page === page ? known : { width, page }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [scroller, grid]);
  return sizes;
}

/** Another stretch only when something comes into sight that is not mounted. */
function useMounted(rows: readonly GalleryRow[], { scroller, grid }: GridPlaces): Stretch {
  const [mounted, setMounted] = useState(NONE);
  const seenNow = useCallback((): Seen => {
    const { scrollTop, clientHeight } = scroller;
    const top = scrollTop - (grid.current?.offsetTop ?? 0);
    return { top, bottom: top + clientHeight };
  }, [scroller, grid]);
  useLayoutEffect(() => {
    setMounted(mountedRows(rows, seenNow()));
    const onScroll = () => {
      const seen = seenNow();
      setMounted((known) => (holds(known, seenRows(rows, seen)) ? known : mountedRows(rows, seen)));
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => scroller.removeEventListener('scroll', onScroll);
  }, [rows, scroller, seenNow]);
  return mounted;
}

/** Whoever comes back finds the gallery scrolled as it was left. */
function usePlaceKept({ scroller }: GridPlaces, isLaidOut: boolean): void {
  useLayoutEffect(() => {
    if (!isLaidOut) {
      return;
    }
    const { scrolledBy, keepPlace } = useGallery.getState();
    scroller.scrollTop = scrolledBy;
    return () => keepPlace(scroller.scrollTop);
  }, [scroller, isLaidOut]);
}

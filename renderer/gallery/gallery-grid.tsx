// The grid of all files: one stop for Tab, arrow keys within. Only what is near to what is seen is in the
// document, and the item that Tab leads to.

import { VisuallyHidden } from '@mantine/core';
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import { dragOut } from '../results/drag-out.ts';
import { useGallery } from '../state/gallery.ts';
import classes from './gallery-grid.module.css';
import { itemAfterKey } from './grid-keys.ts';
import { DayRow, ItemsRow } from './grid-rows.tsx';
import { type ShownRows, useGalleryRows } from './use-gallery-rows.ts';

export interface GalleryGridProps {
  /** The latest first. */
  readonly items: readonly GalleryItem[];
  /** What scrolls; the grid lies within it. */
  readonly scroller: HTMLElement;
  /** How often the viewer was closed: its item then takes the focus. */
  readonly closed: number;
  readonly onOpen: (item: GalleryItem) => void;
}

export function GalleryGrid({ items, scroller, closed, onOpen }: GalleryGridProps) {
  const t = useTranslations('gallery');
  const keys = useId();
  const grid = useRef<HTMLDivElement>(null);
  const shown = useGalleryRows(items, { scroller, grid });
  const { index, moveTo } = useActive(items, grid, closed);
  const itemAt = (target: EventTarget): GalleryItem | undefined => {
    const tile = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return tile === null ? undefined : items[Number(tile.dataset.index)];
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = itemAt(event.target);
    const { rows, page } = shown;
    const goal = itemAfterKey(event, { rows, index, count: items.length, page });
    if (goal !== undefined) {
      moveTo(goal);
    } else if (event.key === 'Enter' && item !== undefined) {
      onOpen(item);
    } else if (event.key === ' ' && item !== undefined) {
      pick(item);
    } else {
      return;
    }
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent) => {
    const item = itemAt(target);
    if (item !== undefined) {
      useGallery.getState().setActive(item.artefact.id);
      target instanceof Element && target.closest('[data-pick]') !== null
        ? pick(item)
        : onOpen(item);
    }
  };
  return (
    <>
      <VisuallyHidden id={keys}>{t('keys')}</VisuallyHidden>
      {/* biome-ignore lint/a11y: no table lays out such rows; its tiles take the focus, one at a time */}
      <div
        ref={grid}
        role="grid"
        className={classes.grid}
        aria-label={t('grid')}
        aria-describedby={keys}
        aria-rowcount={shown.rows.length}
        aria-multiselectable
        style={{ height: shown.height }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onDragStart={(event) => {
          const item = itemAt(event.target);
          item === undefined ? event.preventDefault() : dragOut(event, item);
        }}
      >
        <MountedRows items={items} active={index} {...shown} />
      </div>
    </>
  );
}

function pick(item: GalleryItem): void {
  if (item.artefact.kind === 'image') {
    useGallery.getState().pick(item);
  }
}

interface Active {
  /** 0 where what was active is not among the items. */
  readonly index: number;
  readonly moveTo: (index: number) => void;
}

/** The item that Tab leads to. It takes the focus when the keys come to it, and when the viewer closes. */
function useActive(
  items: readonly GalleryItem[],
  grid: RefObject<HTMLElement | null>,
  closed: number,
): Active {
  const active = useGallery((state) => state.active);
  const isWanted = useRef(false);
  const lastClosed = useRef(closed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that another one is active
  useEffect(() => {
    if (isWanted.current || lastClosed.current !== closed) {
      const tile = grid.current?.querySelector<HTMLElement>('[data-index][tabindex="0"]');
      tile?.focus({ preventScroll: true });
      tile?.scrollIntoView({ block: 'nearest' });
    }
    isWanted.current = false;
    lastClosed.current = closed;
  }, [active, closed]);
  const index = useMemo(
    () =>
      Math.max(
        0,
        items.findIndex(({ artefact }) => artefact.id === active),
      ),
    [items, active],
  );
  return {
    index,
    moveTo: (goal) => {
      const item = items[goal];
      if (item !== undefined) {
        isWanted.current = true;
        useGallery.getState().setActive(item.artefact.id);
      }
    },
  };
}

interface MountedRowsProps extends ShownRows {
  readonly items: readonly GalleryItem[];
  readonly active: number;
}

function MountedRows({ items, rows, mounted, active }: MountedRowsProps) {
  const home = useMemo(
    () =>
      rows.findIndex(
        (row) => row.type === 'items' && row.boxes.some(({ index }) => index === active),
      ),
    [rows, active],
  );
  const places = Array.from({ length: mounted.end - mounted.start }, (_, i) => mounted.start + i);
  const isAway = home >= 0 && (home < mounted.start || home >= mounted.end);
  const all = isAway ? [...places, home].toSorted((a, b) => a - b) : places;
  return all.map((place) => {
    const row = rows[place];
    if (row === undefined) {
      return null;
    }
    return row.type === 'day' ? (
      <DayRow key={`day ${row.day.date}`} row={row} place={place} />
    ) : (
      <ItemsRow
        key={place}
        {...{ row, place, items }}
        active={place === home ? active : undefined}
        isActiveOnly={isAway && place === home}
      />
    );
  });
}

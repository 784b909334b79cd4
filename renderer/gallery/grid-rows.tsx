// The rows of the grid: the name of a day, or tiles beside each other. Drawn anew only when they change.

import { memo } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import classes from './gallery-grid.module.css';
import type { GalleryRow } from './gallery-rows.ts';
import { Tile } from './tile.tsx';

interface DayRowProps {
  readonly row: Extract<GalleryRow, { type: 'day' }>;
  /** Among all rows. */
  readonly place: number;
}

export const DayRow = memo(function DayRow({ row: { top, height, day }, place }: DayRowProps) {
  const dayName = useDayName();
  return (
    // biome-ignore lint/a11y: no table lays out such rows; only tiles take the focus
    <div role="row" className={classes.row} aria-rowindex={place + 1} style={{ top, height }}>
      {/* biome-ignore lint/a11y: as above */}
      <div role="rowheader">
        <h2 className={classes.day}>{dayName(day.date)}</h2>
      </div>
    </div>
  );
});

const DAY_MS = 86_400_000;

/** @returns what a day is called, from YYYY-MM-DD */
function useDayName(): (date: string) => string {
  const t = useTranslations('gallery');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  return (date) => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now());
    const daysAgo = (Date.parse(today) - Date.parse(date)) / DAY_MS;
    if (daysAgo === 0 || daysAgo === 1) {
      return t(daysAgo === 0 ? 'today' : 'yesterday');
    }
    const format = new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(today.slice(0, 4) !== date.slice(0, 4) && { year: 'numeric' }),
      timeZone: 'UTC',
    });
    return format.format(Date.parse(date));
  };
}

interface ItemsRowProps {
  readonly row: Extract<GalleryRow, { type: 'items' }>;
  readonly place: number;
  readonly items: readonly GalleryItem[];
  /** The item that Tab leads to, where it stands in this row. */
  readonly active: number | undefined;
  /** The rest of the row is far from what is seen. */
  readonly isActiveOnly: boolean;
}

export const ItemsRow = memo(function ItemsRow(props: ItemsRowProps) {
  const { row, place, items, active, isActiveOnly } = props;
  const { top, height, boxes } = row;
  return (
    // biome-ignore lint/a11y: no table lays out such rows; only tiles take the focus
    <div role="row" className={classes.row} aria-rowindex={place + 1} style={{ top, height }}>
      {boxes.map(({ index, left, width }) => {
        const item = items[index];
        return item === undefined || (isActiveOnly && index !== active) ? null : (
          <Tile
            key={item.artefact.id}
            {...{ item, index, left, width, height }}
            isActive={index === active}
          />
        );
      })}
    </div>
  );
});

// Where the keys lead in the grid. Pure.

import type { GalleryRow } from './gallery-rows.ts';
import type { Box } from './justified.ts';

interface KeyPlace {
  readonly rows: readonly GalleryRow[];
  /** The item that has the focus. */
  readonly index: number;
  /** Of all items. */
  readonly count: number;
  /** Pixels of what is seen. */
  readonly page: number;
}

interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** @returns the item to go to; undefined where the key means nothing or leads nowhere else */
export function itemAfterKey(stroke: KeyStroke, place: KeyPlace): number | undefined {
  const { index, count } = place;
  const goal = goalOf(stroke, place);
  const bounded = goal === undefined ? undefined : Math.max(0, Math.min(count - 1, goal));
  return bounded === index ? undefined : bounded;
}

function goalOf({ key, ctrlKey, metaKey }: KeyStroke, place: KeyPlace): number | undefined {
  const { rows, index, count, page } = place;
  const isAll = ctrlKey || metaKey;
  const itemRows = rows.filter((row) => row.type === 'items');
  const at = itemRows.findIndex(({ boxes }) => boxes.some((box) => box.index === index));
  const row = itemRows[at];
  const box = row?.boxes.find((one) => one.index === index);
  if (row === undefined || box === undefined) {
    return undefined;
  }
  switch (key) {
    case 'ArrowLeft':
      return index - 1;
    case 'ArrowRight':
      return index + 1;
    case 'ArrowUp':
      return nearest(itemRows[at - 1]?.boxes, box);
    case 'ArrowDown':
      return nearest(itemRows[at + 1]?.boxes, box);
    case 'PageUp':
      return nearest(itemRows.find(({ top }) => top >= row.top - page)?.boxes, box);
    case 'PageDown':
      return nearest(itemRows.findLast(({ top }) => top <= row.top + page)?.boxes, box);
    case 'Home':
      return isAll ? 0 : row.boxes[0]?.index;
    case 'End':
      return isAll ? count - 1 : row.boxes.at(-1)?.index;
    default:
      return undefined;
  }
}

/** The one whose middle is nearest to that of another one. */
function nearest(boxes: readonly Box[] | undefined, from: Box): number | undefined {
  const middle = (box: Box) => box.left + box.width / 2;
  const distance = (box: Box) => Math.abs(middle(box) - middle(from));
  return boxes?.toSorted((a, b) => distance(a) - distance(b))[0]?.index;
}

// Lays tiles out in rows of equal height that fill the width, in order, by their proportions. Pure.

export interface Box {
  /** Of the item among those that were given. */
  readonly index: number;
  /** Whole pixels. */
  readonly left: number;
  readonly width: number;
}

interface Row {
  readonly height: number;
  readonly boxes: readonly Box[];
}

interface JustifyOptions {
  /** Pixels, as are the others. */
  readonly width: number;
  /** What the rows come near to; the last one has it where it is not full. */
  readonly rowHeight: number;
  readonly gap: number;
}

/** Width by height, beyond which a picture gets margins instead of a box of its own shape. */
const PROPORTIONS = { least: 2 / 3, most: 3 };

/** @param proportions width by height of each item */
export function justify(proportions: readonly number[], options: JustifyOptions): readonly Row[] {
  const { width, rowHeight, gap } = options;
  const bounded = proportions.map(boundedProportion);
  const rows: Row[] = [];
  let start = 0;
  let sum = 0;
  for (const [index, proportion] of bounded.entries()) {
    const without = heightOf(sum, index - start, options);
    sum += proportion;
    const height = heightOf(sum, index - start + 1, options);
    if (height <= rowHeight) {
      // With the last one the row is too low, without it too high: the nearer of the two.
      const isBetterWithout = index > start && without / rowHeight < rowHeight / height;
      const end = isBetterWithout ? index : index + 1;
      rows.push(rowOf(bounded, { start, end, height: isBetterWithout ? without : height, gap }));
      sum = isBetterWithout ? proportion : 0;
      start = end;
    }
  }
  if (start < bounded.length) {
    const height = Math.min(rowHeight, heightOf(sum, bounded.length - start, { width, gap }));
    rows.push(rowOf(bounded, { start, end: bounded.length, height, gap }));
  }
  return rows;
}

function boundedProportion(proportion: number): number {
  return Math.min(PROPORTIONS.most, Math.max(PROPORTIONS.least, proportion));
}

/** That items of these proportions have where they fill the width together. */
function heightOf(
  sum: number,
  count: number,
  { width, gap }: Pick<JustifyOptions, 'width' | 'gap'>,
): number {
  return sum === 0 ? Number.POSITIVE_INFINITY : Math.max(1, width - gap * (count - 1)) / sum;
}

interface RowPart {
  readonly start: number;
  readonly end: number;
  readonly height: number;
  readonly gap: number;
}

/** Edges are rounded, not widths, so that what is lost on one item is won on the next. */
function rowOf(proportions: readonly number[], { start, end, height, gap }: RowPart): Row {
  const boxes: Box[] = [];
  let at = 0;
  for (let index = start; index < end; index += 1) {
    const left = Math.round(at);
    at += (proportions[index] ?? 1) * height;
    boxes.push({ index, left, width: Math.max(1, Math.round(at) - left) });
    at += gap;
  }
  return { height: Math.round(height), boxes };
}

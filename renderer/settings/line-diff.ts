// How one text becomes another, line by line: the longest lines in common stay.

export type DiffPart = {
  /** Counts from 0, as a name. */
  readonly at: number;
} & (
  | { readonly type: 'same' | 'added' | 'removed'; readonly lines: readonly string[] }
  /** Lines in common that are far from any difference. */
  | { readonly type: 'left-out'; readonly count: number }
);

interface Line {
  readonly type: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Lines shown around a difference. */
const AROUND = 2;
/** Cells of the table that finds what is in common; beyond it all between the ends counts as changed. */
const MOST_CELLS = 4_000_000;

export function diffParts(before: string, after: string): readonly DiffPart[] {
  const grouped: { readonly type: Line['type']; readonly lines: string[] }[] = [];
  for (const { type, text } of diffLines(before.split('\n'), after.split('\n'))) {
    const last = grouped.at(-1);
    last?.type === type ? last.lines.push(text) : grouped.push({ type, lines: [text] });
  }
  const parts = grouped.flatMap(({ type, lines }, place) =>
    type === 'same'
      ? shortened(lines, { isFirst: place === 0, isLast: place === grouped.length - 1 })
      : [{ type, lines }],
  );
  return parts.map((part, at) => ({ ...part, at }));
}

type Unnamed =
  | { readonly type: Line['type']; readonly lines: readonly string[] }
  | { readonly type: 'left-out'; readonly count: number };

function shortened(
  lines: readonly string[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): readonly Unnamed[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const count = lines.length - head - tail;
  // A line that says what it leaves out takes a line itself.
  if (count <= 1) {
    return [{ type: 'same', lines }];
  }
  const parts: readonly Unnamed[] = [
    { type: 'same', lines: lines.slice(0, head) },
    { type: 'left-out', count },
    { type: 'same', lines: lines.slice(lines.length - tail) },
  ];
  return parts.filter((part) => part.type === 'left-out' || part.lines.length > 0);
}

function diffLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail += 1;
  }
  return [
    ...before.slice(0, head).map(same),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

function same(text: string): Line {
  return { type: 'same', text };
}

function diffMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  if (before.length * after.length > MOST_CELLS) {
    return [...before.map(removed), ...after.map(added)];
  }
  // common[i * width + j]: lines in common of what is left from line i and line j on.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return walk(before, after, at);
}

function walk(
  before: readonly string[],
  after: readonly string[],
  at: (i: number, j: number) => number,
): readonly Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [was, is] = [before[i] ?? '', after[j] ?? ''];
    if (was === is) {
      lines.push(same(was));
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push(removed(was));
      i += 1;
    } else {
      lines.push(added(is));
      j += 1;
    }
  }
  return [...lines, ...before.slice(i).map(removed), ...after.slice(j).map(added)];
}

function removed(text: string): Line {
  return { type: 'removed', text };
}

function added(text: string): Line {
  return { type: 'added', text };
}

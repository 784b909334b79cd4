// The table that feature-extraction makes of a text on each host: one row for each line, the line and its
// vector.

import type { MadeFile } from './expert.ts';
import type { Vector } from './vectors.ts';

/** Texts can be compared to this many decimals, whatever was read beside them. */
const DECIMALS = 6;

/** Lines that say something, each for a row of its own. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== '');
}

/** Vectors in the order of their lines. */
export function vectorTable(lines: readonly string[], vectors: readonly Vector[]): MadeFile {
  const header = ['text', ...(vectors[0] ?? []).map((_, i) => `v${i + 1}`)];
  const rows = lines.map((line, i) => [
    quoted(line.trim()),
    ...(vectors[i] ?? []).map((value) => value.toFixed(DECIMALS)),
  ]);
  const csv = [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
  return { name: 'vectors.csv', bytes: new TextEncoder().encode(csv) };
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

// A table whose gaps in one column are filled, as tabular-classification gives it back on each host.

import { parse as parsePath } from 'node:path';
import { MOST_CELLS_NAMED } from '../../../shared/outputs.ts';
import type { MadeFile } from '../expert.ts';
import { type DelimitedTable, formatTable } from './delimited-table.ts';
import { cellContent, type FeatureColumn } from './table-features.ts';

interface FilledCell {
  /** Counts data rows from 0. */
  readonly row: number;
  readonly value: string;
}

interface Filled {
  /** Of the table as it came. */
  readonly name: string;
  readonly table: DelimitedTable;
  readonly column: number;
  readonly cells: readonly FilledCell[];
}

export function columnsOf({ columns, rows }: DelimitedTable): readonly FeatureColumn[] {
  return columns.map((name, i) => ({
    name,
    values: rows.map((row) => cellContent(row[i]?.value ?? '')),
  }));
}

/** The filled cells keep the quotes that their empty ones had. */
export function filledTable({ name, table, column, cells }: Filled): MadeFile {
  const byRow = new Map(cells.map(({ row, value }) => [row, value]));
  const rows = table.rows.map((row, r) => {
    const value = byRow.get(r);
    return value === undefined
      ? row
      : row.map((cell, c) => (c === column ? { ...cell, value } : cell));
  });
  return { name: filledName(name), bytes: formatTable({ ...table, rows }) };
}

function filledName(name: string): string {
  const { name: stem, ext } = parsePath(name);
  return `${stem}-filled${/^\.(?:csv|tsv)$/i.test(ext) ? ext : '.csv'}`;
}

/** 'One gap in the column "Class" filled: row 4: ham (80 %).' with each cell in its own words. */
export function filledWords<Cell extends FilledCell>(
  column: string,
  cells: readonly Cell[],
  wordsOf: (cell: Cell) => string,
): string {
  const named = cells
    .slice(0, MOST_CELLS_NAMED)
    .map((cell) => `row ${cell.row + 1}: ${wordsOf(cell)}`);
  const more = cells.length - named.length;
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const gaps = cells.length === 1 ? 'One gap' : `${cells.length} gaps`;
  return `${gaps} in the column "${column}" filled: ${list}.`;
}

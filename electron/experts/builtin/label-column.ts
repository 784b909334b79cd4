// Decides which column of a table is to be filled, from the words of the request and from the gaps. How it
// is filled belongs to tabular-classification.ts.

import { detail } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { invalid } from '../inputs.ts';
import { type FeatureColumn, isNumericColumn } from './table-features.ts';

/** Different numbers in a label column up to which they count as classes (grades, yes/no as 1/0). */
const MOST_NUMERIC_CLASSES = 10;
const LEAST_FILLED = 5;

/**
 * @param wanted the words that name the column, where there are any
 * @returns the index of the column
 * @throws AppError INPUT_INVALID where no column can be filled
 */
export function chooseLabelColumn(
  task: TaskType,
  columns: readonly FeatureColumn[],
  wanted: string | undefined,
): number {
  const named = wanted === undefined ? undefined : namedColumn(columns, wanted);
  if (named !== undefined) {
    return checkedColumn(task, columns, named);
  }
  const gappy = [...columns.keys()].filter((i) => {
    const values: FeatureColumn['values'] = columns[i]?.values ?? [];
    return values.includes(undefined) && values.some((value) => value !== undefined);
  });
  const last = gappy.findLast((i) => !isContinuous(columns[i])) ?? gappy.at(-1);
  if (last === undefined) {
    throw invalid(task, detail('no-gaps'));
  }
  return checkedColumn(task, columns, last);
}

/** The column whose name the words are or hold, the longest such name. */
function namedColumn(columns: readonly FeatureColumn[], wanted: string): number | undefined {
  const words = ` ${plainWords(wanted)} `;
  const held = [...columns.keys()].filter((i) => {
    const name = plainWords(columns[i]?.name ?? '');
    return name !== '' && words.includes(` ${name} `);
  });
  const length = (i: number) => columns[i]?.name.length ?? 0;
  return held.sort((a, b) => length(b) - length(a) || a - b)[0];
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function checkedColumn(task: TaskType, columns: readonly FeatureColumn[], index: number): number {
  const column = columns[index];
  const filled = column?.values.filter((value) => value !== undefined) ?? [];
  const name = column?.name ?? '';
  const classes = new Set(filled).size;
  if (column === undefined || filled.length === column.values.length) {
    throw invalid(task, detail('column-without-gaps', { column: name }));
  }
  if (filled.length < LEAST_FILLED) {
    const rows = { column: name, filled: filled.length, least: LEAST_FILLED };
    throw invalid(task, detail('column-too-empty', rows));
  }
  if (classes < 2) {
    throw invalid(task, detail('column-of-one-value', { column: name }));
  }
  if (isContinuous(column)) {
    throw invalid(task, detail('column-of-amounts', { column: name, classes }));
  }
  if (classes > filled.length / 2) {
    const rows = { column: name, classes, filled: filled.length };
    throw invalid(task, detail('column-too-varied', rows));
  }
  return index;
}

function isContinuous(column: FeatureColumn | undefined): boolean {
  return (
    column !== undefined &&
    isNumericColumn(column) &&
    new Set(column.values.filter((value) => value !== undefined)).size > MOST_NUMERIC_CLASSES
  );
}

// tabular-classification, hosted: a model that was trained on tables of one form says the class of each row.
// The rows that have a class are predicted too, so that it is known how often the model is right.

import { readFile } from 'node:fs/promises';
import { parse as parsePath } from 'node:path';
import { z } from 'zod';
import { type DelimitedTable, formatTable, parseTable } from '../builtin/delimited-table.ts';
import { chooseLabelColumn } from '../builtin/label-column.ts';
import { cellContent } from '../builtin/table-features.ts';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { fileInput, optionalText } from '../inputs.ts';
import { percent } from '../onnx/label-list.ts';
import { type HubTask, QUICK } from './hub-task.ts';

const TASK = 'tabular-classification';
const METHOD = 'a hosted table model';
/** Filled cells that the readable text names. */
const MOST_NAMED = 10;

export const tabularClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const { name, path } = fileInput(TASK, inputs, 'table');
    const table = await parseTable(name, await readFile(path));
    const column = labelColumnOf(table, inputs);
    const classes = await ask({
      served: TASK,
      shape: z.array(z.number()).length(table.rows.length),
      send: ({ hf, at, options }) =>
        hf.tabularClassification({ ...at, inputs: { data: featuresOf(table, column) } }, options),
    });
    return outputOf({ table, column, name, values: classes.map(String) });
  },
};

function labelColumnOf(table: DelimitedTable, inputs: ExpertInputs): number {
  const columns = table.columns.map((name, i) => ({
    name,
    values: table.rows.map((row) => cellContent(row[i]?.value ?? '')),
  }));
  return chooseLabelColumn(TASK, columns, optionalText(inputs, 'text'));
}

/** Every other column by its name, cell by cell as it was written. */
function featuresOf({ columns, rows }: DelimitedTable, label: number): Record<string, string[]> {
  return Object.fromEntries(
    columns.flatMap((name, i) =>
      i === label ? [] : [[name, rows.map((row) => (row[i]?.value ?? '').trim())]],
    ),
  );
}

interface Predicted {
  readonly table: DelimitedTable;
  readonly column: number;
  readonly name: string;
  /** The class of each row. */
  readonly values: readonly string[];
}

function outputOf({ table, column, name, values }: Predicted): ExpertOutput {
  const labels = table.rows.map((row) => cellContent(row[column]?.value ?? ''));
  const known = [...labels.keys()].filter((row) => labels[row] !== undefined);
  const right = known.filter((row) => labels[row] === values[row]).length;
  const accuracy = right / known.length; // a column with nothing known is not chosen
  const gaps = [...labels.keys()].filter((row) => labels[row] === undefined);
  const cells = gaps.map((row) => ({ row, value: values[row] ?? '', score: accuracy }));
  const filled = {
    ...table,
    rows: rowsWith(table, column, new Map(cells.map(({ row, value }) => [row, value]))),
  };
  const label = table.columns[column] ?? '';
  const named = cells.slice(0, MOST_NAMED).map(({ row, value }) => `row ${row + 1}: ${value}`);
  const more = cells.length > MOST_NAMED ? [`${cells.length - MOST_NAMED} more`] : [];
  return {
    text: `${cells.length} gaps in the column "${label}" filled: ${[...named, ...more].join(', ')}. Of the known rows, ${percent(accuracy)} were predicted right.`,
    table: { name: filledName(name), bytes: formatTable(filled) },
    prediction: { column: label, cells, accuracy, method: METHOD },
    notes: [
      'The model does not say how sure it is; the score is the share of known rows that it predicts right.',
    ],
  };
}

function rowsWith({ rows }: DelimitedTable, column: number, values: ReadonlyMap<number, string>) {
  return rows.map((row, r) => {
    const value = values.get(r);
    return value === undefined
      ? row
      : row.map((cell, c) => (c === column ? { ...cell, value } : cell));
  });
}

function filledName(name: string): string {
  const { name: stem, ext } = parsePath(name);
  return `${stem}-filled${/^\.(?:csv|tsv)$/i.test(ext) ? ext : '.csv'}`;
}

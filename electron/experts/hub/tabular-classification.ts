// tabular-classification, hosted: a model that was trained on tables of one form says the class of each row.
// The rows that have a class are predicted too, so that it is known how often the model is right.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type DelimitedTable, parseTable } from '../builtin/delimited-table.ts';
import { columnsOf, filledTable, filledWords } from '../builtin/filled-table.ts';
import { chooseLabelColumn } from '../builtin/label-column.ts';
import { cellContent } from '../builtin/table-features.ts';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { fileInput, optionalText } from '../inputs.ts';
import { percent } from '../label-list.ts';
import { type HubTask, QUICK } from './hub-task.ts';

const TASK = 'tabular-classification';
const METHOD = 'hosted-table-model';

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
  return chooseLabelColumn(TASK, columnsOf(table), optionalText(inputs, 'text'));
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
  const label = table.columns[column] ?? '';
  const filled = filledWords(label, cells, ({ value }) => value);
  return {
    text: `${filled} Of the known rows, ${percent(accuracy)} were predicted right.`,
    table: filledTable({ name, table, column, cells }),
    prediction: { column: label, cells, accuracy, method: METHOD },
    notes: [{ code: 'score-of-rows' }],
  };
}

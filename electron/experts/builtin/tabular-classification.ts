// tabular-classification: fills the gaps of a label column from the rows that have it, and says how often
// that is right. Reading, encoding and learning belong to the files that it joins.

import { readFile } from 'node:fs/promises';
import { AppError, detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { Expert, ExpertContext, ExpertInputs, ExpertOutput } from '../expert.ts';
import { fileInput, invalid, optionalText } from '../inputs.ts';
import { percent } from '../label-list.ts';
import { type DelimitedTable, parseTable } from './delimited-table.ts';
import { columnsOf, filledTable, filledWords } from './filled-table.ts';
import {
  type ClassPrediction,
  type Examples,
  loadForestTrainer,
  type Validation,
} from './forest.ts';
import { chooseLabelColumn } from './label-column.ts';
import { encodeFeatures, type FeatureRow } from './table-features.ts';

const TASK = 'tabular-classification';
const METHOD = 'random-forest';
/** Rows that the forest learns from, at most; of a longer table as many are taken evenly. */
const MOST_EXAMPLES = 4000;
const MOST_ROWS = 1_000_000;

export const tabularClassification: Expert = {
  task: TASK,
  model: {
    id: 'builtin/random-forest',
    host: 'builtin',
    revision: 'ydf-training-0.0.1',
    tasks: [TASK],
    name: 'Random forest',
    description: 'Learns from the filled rows of a table and fills the gaps of its label column.',
    licence: 'Apache-2.0',
    languages: [],
  },
  timeoutSeconds: 300,
  perform: async (inputs, context) => fillTable(inputs, context),
};

/** What there is to learn from and to fill. */
interface Problem {
  readonly column: string;
  readonly index: number;
  readonly examples: Examples;
  /** Rows whose label is known, of which the examples may be a part. */
  readonly knownCount: number;
  /** Indexes of the rows to fill, and their features. */
  readonly gaps: readonly number[];
  readonly gapRows: readonly FeatureRow[];
  /** Names of the columns that are no help. */
  readonly leftOut: readonly string[];
}

interface FilledCell extends ClassPrediction {
  readonly row: number;
}

async function fillTable(inputs: ExpertInputs, context: ExpertContext): Promise<ExpertOutput> {
  const { name, table } = await readTable(inputs);
  const problem = poseProblem(table, optionalText(inputs, 'text'));
  const { column, examples } = problem;
  const trainer = await loadForestTrainer();
  const validation = trainer.validate(examples, (fraction) =>
    context.progress({ fraction, message: { code: 'testing-rows' } }),
  );
  const predictions = trainer.predict(examples, problem.gapRows);
  const cells = problem.gaps.flatMap((row, i) =>
    predictions.slice(i, i + 1).map(({ value, score }) => ({ row, value, score })),
  );
  return {
    text: describe(column, cells, validation),
    table: filledTable({ name, table, column: problem.index, cells }),
    prediction: { column, cells, accuracy: validation.accuracy, method: METHOD },
    notes: notesOn(problem),
  };
}

async function readTable(
  inputs: ExpertInputs,
): Promise<{ readonly name: string; readonly table: DelimitedTable }> {
  if (inputs.table?.kind === 'image') {
    throw invalid(TASK, detail('picture-of-table'));
  }
  const { name, path } = fileInput(TASK, inputs, 'table');
  const table = await parseTable(name, await readFile(path));
  if (table.rows.length > MOST_ROWS) {
    throw AppError.of('FILE_TOO_LARGE', {
      name,
      actual: detail('rows', { rows: table.rows.length }),
      limit: detail('rows', { rows: MOST_ROWS }),
      advice: detail('split-file'),
    });
  }
  return { name, table };
}

function poseProblem(table: DelimitedTable, wanted: string | undefined): Problem {
  const columns = columnsOf(table);
  const index = chooseLabelColumn(TASK, columns, wanted);
  const { name, values } = columns[index] ?? { name: '', values: [] };
  const { rows, leftOut } = encodeFeatures(
    columns.filter((_, i) => i !== index),
    values.length,
  );
  if ((rows[0] ?? []).length === 0) {
    throw invalid(TASK, detail('no-telling-column', { column: name }));
  }
  const known = [...values.keys()].filter((row) => values[row] !== undefined);
  const gaps = [...values.keys()].filter((row) => values[row] === undefined);
  const learnt = sampleEvenly(known, MOST_EXAMPLES);
  const featuresOf = (indexes: readonly number[]) => indexes.map((row) => rows[row] ?? []);
  return {
    column: name,
    index,
    examples: { rows: featuresOf(learnt), classes: learnt.map((row) => values[row] ?? '') },
    knownCount: known.length,
    gaps,
    gapRows: featuresOf(gaps),
    leftOut,
  };
}

function sampleEvenly(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) {
    return rows;
  }
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] ?? 0);
}

function describe(column: string, cells: readonly FilledCell[], validation: Validation): string {
  const filled = filledWords(column, cells, ({ value, score }) => `${value} (${percent(score)})`);
  return `${filled} Tested on the known rows in ${validation.folds} parts, ${percent(validation.accuracy)} were predicted right.`;
}

/** The accuracy means little without what the commonest class alone would reach. */
function notesOn({ examples, knownCount, leftOut }: Problem): readonly ResultNote[] {
  const counts = [...Map.groupBy(examples.classes, (value) => value)].map(
    ([value, all]) => [value, all.length] as const,
  );
  const [value, count] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
  const percentage = Math.round((count / examples.classes.length) * 100);
  const learnt = examples.classes.length;
  return [
    { code: 'rows-commonest', values: { value, percent: percentage } },
    ...(learnt < knownCount
      ? [{ code: 'rows-learnt' as const, values: { learnt, known: knownCount } }]
      : []),
    ...(leftOut.length > 0
      ? [{ code: 'columns-left-out' as const, values: { columns: leftOut.join(', ') } }]
      : []),
  ];
}

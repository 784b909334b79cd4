// Learns classes from rows of numbers with a random forest (Breiman 2001) of Yggdrasil Decision Forests,
// and says how good it is by cross-validation. Where the rows come from belongs to the caller.

import type { Ydf, YdfColumns } from 'ydf-training';
import type { FeatureRow } from './table-features.ts';

export interface Examples {
  readonly rows: readonly FeatureRow[];
  /** One for each row. */
  readonly classes: readonly string[];
}

export interface ClassPrediction {
  readonly value: string;
  /** Share of the trees that say so. */
  readonly score: number;
}

export interface Validation {
  /** Share of the rows whose class was predicted right by a forest that had not seen them. */
  readonly accuracy: number;
  readonly folds: number;
}

export interface ForestTrainer {
  readonly predict: (examples: Examples, rows: readonly FeatureRow[]) => readonly ClassPrediction[];
  readonly validate: (examples: Examples, progress: (fraction: number) => void) => Validation;
}

/** The library splits no group of fewer than ten rows, so a small table is given to it several times. */
const REPEAT_BELOW = 60;
const LABEL = 'label';
const FOLDS = 5;
/** Tables up to this long are validated by leaving out one row at a time. */
const LEAVE_ONE_OUT_BELOW = 20;

let library: Promise<Ydf> | undefined;

/** Loads the library on the first call. The same examples always give the same forest. */
export async function loadForestTrainer(): Promise<ForestTrainer> {
  library ??= import('ydf-training').then(({ default: createYdf }) =>
    createYdf({ print: () => undefined, printErr: () => undefined }),
  );
  const ydf = await library;
  const predict: ForestTrainer['predict'] = (examples, rows) => predictClasses(ydf, examples, rows);
  return { predict, validate: (examples, progress) => crossValidate(predict, examples, progress) };
}

function predictClasses(
  ydf: Ydf,
  examples: Examples,
  rows: readonly FeatureRow[],
): readonly ClassPrediction[] {
  const [only, ...others] = new Set(examples.classes);
  if (rows.length === 0) {
    return [];
  }
  if (only !== undefined && others.length === 0) {
    return rows.map(() => ({ value: only, score: 1 }));
  }
  const model = new ydf.RandomForestLearner(LABEL, 'CLASSIFICATION').train(toColumns(examples));
  try {
    const classes = model.getLabelClasses();
    const output = model.predict(featureColumns(rows));
    return rows.map((_, row) => likeliest(classes, probabilities(output, row, classes.length)));
  } finally {
    model.unload();
  }
}

function toColumns({ rows, classes }: Examples): YdfColumns {
  const times = Math.max(1, Math.ceil(REPEAT_BELOW / rows.length));
  const repeated = Array.from({ length: times }, () => rows).flat();
  const labels = Array.from({ length: times }, () => classes).flat();
  return { ...featureColumns(repeated), [LABEL]: labels };
}

function featureColumns(rows: readonly FeatureRow[]): YdfColumns {
  const width = rows[0]?.length ?? 0;
  return Object.fromEntries(
    Array.from({ length: width }, (_, i) => [`feature${i}`, rows.map((row) => row[i] ?? 0)]),
  );
}

/** Of one row, in the order of the classes; for two classes the library gives the second alone. */
function probabilities(output: readonly number[], row: number, count: number): readonly number[] {
  if (count === 2) {
    const second = output[row] ?? 0;
    return [1 - second, second];
  }
  return output.slice(row * count, (row + 1) * count);
}

function likeliest(classes: readonly string[], scores: readonly number[]): ClassPrediction {
  return classes
    .map((value, i) => ({ value, score: Math.min(1, Math.max(0, scores[i] ?? 0)) }))
    .reduce((best, next) => (next.score > best.score ? next : best));
}

function crossValidate(
  predict: ForestTrainer['predict'],
  { rows, classes }: Examples,
  progress: (fraction: number) => void,
): Validation {
  const folds = rows.length < LEAVE_ONE_OUT_BELOW ? rows.length : FOLDS;
  const foldOf = stratifiedFolds(classes, folds);
  let right = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const isKnown = (_: unknown, i: number) => foldOf[i] !== fold;
    const isAsked = (_: unknown, i: number) => foldOf[i] === fold;
    const known = { rows: rows.filter(isKnown), classes: classes.filter(isKnown) };
    const answers = classes.filter(isAsked);
    const predicted = predict(known, rows.filter(isAsked));
    right += predicted.filter(({ value }, i) => value === answers[i]).length;
    progress((fold + 1) / folds);
  }
  return { accuracy: right / rows.length, folds };
}

/** Deals the rows of each class to the folds in turn, so that each fold has its share of every class. */
function stratifiedFolds(classes: readonly string[], folds: number): readonly number[] {
  const byClass = Map.groupBy(classes.keys(), (i) => classes[i] ?? '');
  const foldOf = new Array<number>(classes.length).fill(0);
  let turn = 0;
  for (const members of byClass.values()) {
    for (const member of members) {
      foldOf[member] = turn % folds;
      turn += 1;
    }
  }
  return foldOf;
}

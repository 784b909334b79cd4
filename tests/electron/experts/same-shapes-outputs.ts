// What of an output is the same whoever made it: its form, and what it says. The units of its values belong
// to same-shapes-units.ts.

import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { NamedArtefactSchema, RESOURCE_KINDS } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Made } from './same-shapes-answers.ts';

/** Where it ran, and what was remarkable: these may differ. */
function withoutHost({
  ran: _,
  notes: __,
  ...output
}: TaskOutput): Omit<TaskOutput, 'ran' | 'notes'> {
  return output;
}

/** Keys, kinds and types without the content: what a screen has to know to draw it. */
export function shapeOf(output: TaskOutput): unknown {
  return formOf(withoutHost(output));
}

function formOf(value: unknown): unknown {
  const file = NamedArtefactSchema.safeParse(value);
  if (file.success) {
    const { kind, ...about } = file.data.artefact;
    return { file: kind, about: Object.keys(about).toSorted() };
  }
  if (Array.isArray(value)) {
    return { each: [...new Set(value.map((one) => JSON.stringify(formOf(one))))].toSorted() };
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, each]) => [key, formOf(each)]),
      )
    : typeof value;
}

/** What a model found, without its files, and without how it came to its numbers. */
export function findingsOf(output: TaskOutput): unknown {
  const { similarity, prediction, masks, answers, ...rest } = withoutHost(output);
  const kept = Object.entries(rest).filter(([key]) => !RESOURCE_KINDS.some((kind) => kind === key));
  return {
    ...Object.fromEntries(kept),
    objects: rest.objects?.map(({ label, score }) => ({ label, score })),
    similarity: similarity?.score,
    // A service gives one answer.
    answers: answers?.slice(0, 1),
    masks: masks?.map(({ label, score }) => ({ label, score })),
    cells: prediction?.cells.map(({ row, value }) => ({ row, value })),
  };
}

/** Whole pixels, in which services tell them: left, top, right and bottom. */
export function edgesOf({ objects = [] }: TaskOutput): readonly number[] {
  return objects.flatMap(({ box: { x, y, width, height } }) =>
    [x, y, x + width, y + height].map(Math.round),
  );
}

/** Their pixels, in the order of the list. */
export function masksOf({ output: { masks = [] }, bytes }: Made): Promise<readonly Buffer[]> {
  return Promise.all(
    masks.map(async ({ file }) =>
      sharp(await bytes(file))
        .raw()
        .toBuffer(),
    ),
  );
}

/** Keys under which there is nothing, so that nothing would be compared. */
export function emptyIn(output: TaskOutput): readonly string[] {
  const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);
  return Object.keys(output).filter((key) => isEmpty(Reflect.get(withoutHost(output), key)));
}

/** Its cells, numbers to four decimals. */
export async function cellsOf({ output: { table }, bytes }: Made): Promise<readonly string[][]> {
  const rows: string[][] = table === undefined ? [] : parse(await bytes(table));
  return rows.map((row) =>
    row.map((cell) => (/^-?\d+\.\d+$/.test(cell) ? Number(cell).toFixed(4) : cell)),
  );
}

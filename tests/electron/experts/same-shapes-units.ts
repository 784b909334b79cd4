// Whether an output is what its task type promises: the schema, the kinds of the table, files that open, and
// values in their units: scores from 0 to 1, pixels of the source, seconds, UTF-16 code units.

import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import type { Engine } from '../../../electron/engine.ts';
import { openRecording } from '../../../electron/experts/recording.ts';
import { type NamedArtefact, RESOURCE_KINDS } from '../../../shared/media.ts';
import { storedFilesOf, type TaskOutput, TaskOutputSchema } from '../../../shared/outputs.ts';
import { type TaskType, taskEntry } from '../../../shared/tasks.ts';

export interface Given {
  readonly task: TaskType;
  readonly args: Readonly<Record<string, string>>;
  readonly engine: Engine;
  /** Where a file lies that the arguments name. */
  readonly pathOf: (name: string) => string;
}

/** What is wrong, in words; nothing where all is right. */
export async function wrongIn(output: TaskOutput, given: Given): Promise<readonly string[]> {
  return [
    ...wrongForm(output, given.task),
    ...wrongTexts(output, given),
    ...(await wrongFiles(output, given)),
    ...(await wrongPlaces(output, given)),
    ...(await wrongTimes(output, given)),
  ];
}

/** The schema has scores from 0 to 1. */
function wrongForm(output: TaskOutput, task: TaskType): readonly string[] {
  const parsed = TaskOutputSchema.safeParse(output);
  const made = RESOURCE_KINDS.filter((kind) => output[kind] !== undefined).toSorted();
  const promised = taskEntry(task).outputs.toSorted();
  return [
    ...(parsed.success ? [] : [parsed.error.message]),
    ...(isDeepStrictEqual(parsed.data, output) ? [] : ['it has fields that the schema lacks']),
    ...(isDeepStrictEqual(made, promised) ? [] : [`it made ${made}, and promises ${promised}`]),
  ];
}

function wrongTexts(output: TaskOutput, { args }: Given): readonly string[] {
  const { text = '', context = text } = args;
  const { entities = [], answers = [], labels = [], objects = [] } = output;
  const isAt = (source: string, one: { text: string; start: number; end: number }) =>
    source.slice(one.start, one.end) === one.text;
  const scores = [labels, objects, answers].map((list) => list.map(({ score }) => score));
  return [
    ...entities.filter((one) => !isAt(text, one)).map((one) => `${one.text} is elsewhere`),
    ...answers
      .filter(({ start, end, ...one }) => {
        return start !== undefined && !isAt(context, { ...one, start, end: end ?? start });
      })
      .map((one) => `${one.text} is elsewhere`),
    ...scores
      .filter(
        (list) =>
          !isDeepStrictEqual(
            list,
            list.toSorted((a, b) => b - a),
          ),
      )
      .map((list) => `the best is not the first: ${list}`),
  ];
}

async function wrongFiles(output: TaskOutput, { engine }: Given): Promise<readonly string[]> {
  const files = storedFilesOf(output);
  const contents = files.map(async (file) => {
    const { kind, id } = file.artefact;
    const amount = await contentOf(file, engine.store.artefacts.path(id));
    return amount > 0 ? [] : [`${file.name} has no content that is a ${kind}`];
  });
  return (await Promise.all(contents)).flat();
}

/** Pixels, samples or rows; of a video the samples of its sound. */
async function contentOf({ name, artefact }: NamedArtefact, path: string): Promise<number> {
  if (artefact.kind === 'image') {
    return (await sharp(path).raw().toBuffer()).length;
  }
  if (artefact.kind === 'table') {
    const rows: unknown[] = parse(await readFile(path), { from: 2 });
    return rows.length;
  }
  const recording = await openRecording('audio-to-audio', { name, artefact, path });
  let samples = 0;
  try {
    for await (const block of recording.blocks()) {
      samples += block.every(Number.isFinite) ? block.length : Number.NaN;
    }
  } finally {
    recording.close();
  }
  return samples;
}

/** Boxes and masks are those of the picture that was given, and it is drawn in its own size. */
async function wrongPlaces(output: TaskOutput, given: Given): Promise<readonly string[]> {
  const { objects = [], masks = [], image } = output;
  if (output.objects === undefined && output.masks === undefined) {
    return [];
  }
  const source = await sharp(given.pathOf(given.args.image ?? '')).metadata();
  const { width, height } = source.autoOrient; // as it is displayed
  const outside = objects.filter(
    ({ box }) =>
      Math.min(box.x, box.y) < 0 ||
      Math.min(box.width, box.height) <= 0 ||
      box.x + box.width > width ||
      box.y + box.height > height,
  );
  const drawn = [...masks.map(({ file }) => file), ...(image === undefined ? [] : [image])];
  const others = drawn.filter(
    ({ artefact }) => artefact.width !== width || artefact.height !== height,
  );
  return [
    ...outside.map(({ label }) => `the box of ${label} is not within the picture`),
    ...others.map(({ name }) => `${name} has not the size of the picture`),
    ...(await wrongMasks(masks, given)),
  ];
}

/** Greyscale, and white somewhere. */
async function wrongMasks(
  masks: NonNullable<TaskOutput['masks']>,
  { engine }: Given,
): Promise<readonly string[]> {
  const found = masks.map(async ({ file }) => {
    const picture = sharp(engine.store.artefacts.path(file.artefact.id));
    const [{ channels }, { channels: levels }] = await Promise.all([
      picture.metadata(),
      picture.stats(),
    ]);
    return channels === 1 && levels[0]?.max === 255 ? [] : [`${file.name} is no mask`];
  });
  return (await Promise.all(found)).flat();
}

/** Seconds of the recording that was given, in their order. */
async function wrongTimes(
  { utterances = [] }: TaskOutput,
  given: Given,
): Promise<readonly string[]> {
  if (utterances.length === 0) {
    return [];
  }
  const name = given.args.audio ?? '';
  const file = { name, path: given.pathOf(name), artefact: { mime: 'audio/wav' } };
  const { seconds, close } = await openRecording('automatic-speech-recognition', file);
  close();
  return utterances
    .filter(({ start, end }, index) => {
      const before = utterances[index - 1]?.end ?? 0;
      return start < before || end < start || end > seconds;
    })
    .map(({ text }) => `the times of "${text}" are not those of the recording`);
}

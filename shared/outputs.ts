// What a finished task gives back, the same for every host. A resource sits under its kind, so that
// another task can refer to it; the rest is detail for the evidence table and the screen.

import { z } from 'zod';
import { DeviceSchema, DtypeSchema } from './inference.ts';
import {
  BoxSchema,
  FILE_KINDS,
  type FileKind,
  type NamedArtefact,
  NamedArtefactSchema,
} from './media.ts';
import { ResultNoteSchema } from './result-notes.ts';

/** From 0 (no confidence) to 1 (certain). */
const ScoreSchema = z.number().min(0).max(1);

export const LabelSchema = z.object({ label: z.string(), score: ScoreSchema }).readonly();
export const FoundObjectSchema = z
  .object({ label: z.string(), score: ScoreSchema, box: BoxSchema })
  .readonly();
/** A recognised word; `line` counts from 0, top to bottom. */
export const WordSchema = z
  .object({
    text: z.string(),
    confidence: ScoreSchema,
    box: BoxSchema,
    line: z.number().int().nonnegative(),
  })
  .readonly();
/** A stretch of the task's `text` argument; offsets in UTF-16 code units, end exclusive. */
export const EntitySchema = z
  .object({
    label: z.string(),
    text: z.string(),
    start: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
  })
  .readonly();
/** An answer; `start` and `end` are offsets in the context, `box` its place in a picture. */
export const AnswerSchema = z
  .object({
    text: z.string(),
    score: ScoreSchema,
    start: z.number().int().nonnegative().optional(),
    end: z.number().int().nonnegative().optional(),
    box: BoxSchema.optional(),
  })
  .readonly();
/** A cell that was filled; `row` counts data rows from 0. */
export const FilledCellSchema = z
  .object({ row: z.number().int().nonnegative(), value: z.string(), score: ScoreSchema })
  .readonly();
/** Of these, in a sentence; of the others it says how many there are. */
export const MOST_CELLS_NAMED = 10;
/** A region of the source picture: a greyscale picture of the same size, white where it is. */
export const MaskSchema = z
  .object({ label: z.string(), score: ScoreSchema.optional(), file: NamedArtefactSchema })
  .readonly();
/** What was said between two times, in seconds from the beginning. */
export const UtteranceSchema = z
  .object({ text: z.string(), start: z.number().nonnegative(), end: z.number().nonnegative() })
  .readonly();
/** A text among others, by how well it fits; `index` is its place among those given, from 0. */
export const RankedTextSchema = z
  .object({ index: z.number().int().nonnegative(), text: z.string(), score: ScoreSchema })
  .readonly();
/** A straight line in pixels of the source picture. */
export const SegmentSchema = z
  .object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() })
  .readonly();

const DETAILS = {
  labels: z.array(LabelSchema).readonly().optional(),
  objects: z.array(FoundObjectSchema).readonly().optional(),
  words: z.array(WordSchema).readonly().optional(),
  entities: z.array(EntitySchema).readonly().optional(),
  answers: z.array(AnswerSchema).readonly().optional(),
  similarity: z.object({ score: ScoreSchema, method: z.string() }).readonly().optional(),
  /** Column that was filled, its cells, and the share of known rows predicted right by cross-validation. */
  prediction: z
    .object({
      column: z.string(),
      cells: z.array(FilledCellSchema).readonly(),
      accuracy: ScoreSchema,
      method: z.string(),
    })
    .readonly()
    .optional(),
  segments: z.array(SegmentSchema).readonly().optional(),
  utterances: z.array(UtteranceSchema).readonly().optional(),
  /** The best first. */
  ranking: z.array(RankedTextSchema).readonly().optional(),
  /** Where a model of this machine really ran, and in which number format. */
  ran: z.object({ device: DeviceSchema, dtype: DtypeSchema }).readonly().optional(),
  /** What is worth telling besides: that the picture was reduced before it was read. */
  notes: z.array(ResultNoteSchema).readonly().optional(),
};

export const TaskOutputSchema = z
  .object({
    text: z.string().optional(),
    image: NamedArtefactSchema.optional(),
    audio: NamedArtefactSchema.optional(),
    video: NamedArtefactSchema.optional(),
    table: NamedArtefactSchema.optional(),
    masks: z.array(MaskSchema).readonly().optional(),
    ...DETAILS,
  })
  .readonly();
export type TaskOutput = z.infer<typeof TaskOutputSchema>;
export type TaskDetails = Omit<TaskOutput, 'text' | 'masks' | FileKind>;

/** The files that a task made, by kind in the order of FILE_KINDS. */
export function filesOf(output: TaskOutput): readonly NamedArtefact[] {
  return FILE_KINDS.flatMap((kind) => output[kind] ?? []);
}

/** All files that an output needs: those that it made, and its masks. */
export function storedFilesOf(output: TaskOutput): readonly NamedArtefact[] {
  return [...filesOf(output), ...(output.masks ?? []).map(({ file }) => file)];
}

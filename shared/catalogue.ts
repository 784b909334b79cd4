// The catalogue: for each task type a small, a balanced and a best model that Transformers.js can
// run here, with what is known about each. The data is models/catalogue.json; ranking and
// downloading belong to electron/.

import { z } from 'zod';
import { DtypeSchema } from './inference.ts';
import { TaskTypeSchema } from './tasks.ts';

/** How much a model asks of the machine, next to the others of its task type. */
export const SIZE_CLASSES = ['small', 'balanced', 'best'] as const;
export const SizeClassSchema = z.enum(SIZE_CLASSES);
export type SizeClass = z.infer<typeof SizeClassSchema>;

/** What can be known about a model. Each is given, or named in `unconfirmed`; nothing is guessed. */
export const FACTS = [
  'architecture',
  'files',
  'memoryBytes',
  'parameters',
  'licence',
  'languages',
  'downloads',
  'likes',
] as const;

/** The ONNX files that one load reads, together. */
const WeightsSchema = z
  .object({
    bytes: z.number().int().positive(),
    /** True where the Hub's page gave it to three digits only, such as 90.4 MB. */
    rounded: z.boolean(),
  })
  .readonly();

/** A number that changes from day to day, and the day it was read. */
const CountSchema = z
  .object({ count: z.number().int().nonnegative(), asOf: z.iso.date() })
  .readonly();

const ENTRY = {
  /** The Hub's `org/name`. */
  id: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** A commit of the Hub that has the files below, or `main` where none was confirmed. */
  revision: z.union([z.literal('main'), z.string().regex(/^[0-9a-f]{40}$/)]),
  tasks: z.array(TaskTypeSchema).min(1).readonly(),
  size: z.partialRecord(TaskTypeSchema, SizeClassSchema).readonly(),
  /** Classes of Transformers.js to load it with, where no `pipeline()` task serves it. */
  loader: z.array(z.string().min(1)).min(1).readonly().optional(),
  /** Files of the repository that it needs beside weights, configuration and tokenizer. */
  extraFiles: z.array(z.string().min(1)).min(1).readonly().optional(),
  /** What it does, for whom, in one plain sentence. */
  summary: z.string().regex(/^[A-Z].*\.$/),
  /** Where it was confirmed to exist: a public address or the name of a document. */
  source: z.string().min(1),
  unconfirmed: z.array(z.enum(FACTS)).readonly(),
};

const FACT_FIELDS = {
  /** The `model_type` of its configuration, as the Hub shows it. */
  architecture: z.string().min(1).optional(),
  files: z.partialRecord(DtypeSchema, WeightsSchema).readonly().optional(),
  /** Measured while running; never less than the bytes of the weights loaded. */
  memoryBytes: z.number().int().positive().optional(),
  /** As its page or its name states it, mostly to two or three digits. */
  parameters: z.number().int().positive().optional(),
  /** SPDX id or the Hub's tag, of the repository or of the model that it was converted from. */
  licence: z.string().min(1).optional(),
  /** ISO 639-1 codes; empty where language does not matter. */
  languages: z.array(z.string()).readonly().optional(),
  downloads: CountSchema.optional(),
  likes: CountSchema.optional(),
} satisfies Record<(typeof FACTS)[number], z.ZodType>;

/** Reports a fault of one entry: `message` says what is wrong, `path` where. */
type Report = (message: string, path: readonly PropertyKey[]) => void;

export const CatalogueEntrySchema = z
  .strictObject({ ...ENTRY, ...FACT_FIELDS })
  .superRefine((entry, context) => {
    const report: Report = (message, path) =>
      context.addIssue({ code: 'custom', message, path: [...path] });
    checkFacts(entry, report);
    checkSizes(entry, report);
  })
  .readonly();
export type CatalogueEntry = z.infer<typeof CatalogueEntrySchema>;

export const CatalogueSchema = z
  .array(CatalogueEntrySchema)
  .superRefine((entries, context) => {
    const report: Report = (message, path) =>
      context.addIssue({ code: 'custom', message, path: [...path] });
    for (const [index, key] of repeats(entries.map(({ id }) => [id]))) {
      report(`A second entry for ${key}`, [index, 'id']);
    }
    for (const [index, key] of repeats(entries.map(sizeKeys))) {
      report(`A second model as ${key}`, [index, 'size']);
    }
  })
  .readonly();
export type Catalogue = z.infer<typeof CatalogueSchema>;

type Facts = Pick<CatalogueEntry, (typeof FACTS)[number] | 'unconfirmed'>;

function checkFacts(entry: Facts, report: Report): void {
  for (const fact of FACTS) {
    const given = entry[fact] !== undefined;
    if (given === entry.unconfirmed.includes(fact)) {
      report(
        given
          ? `${fact} is given, and listed as unconfirmed`
          : `${fact} is neither given nor listed`,
        ['unconfirmed'],
      );
    }
  }
}

function checkSizes({ tasks, size }: Pick<CatalogueEntry, 'tasks' | 'size'>, report: Report): void {
  const sized = Object.keys(size).sort().join(' ');
  if (sized !== [...tasks].sort().join(' ')) {
    report('size must name each task type of the entry, once', ['size']);
  }
}

/** The places that an entry takes: `translation small`. */
function sizeKeys({ size }: CatalogueEntry): readonly string[] {
  return Object.entries(size).map(([task, sizeClass]) => `${task} ${sizeClass}`);
}

/** Each key that an earlier row already held, with the index of the later row. */
function repeats(rows: readonly (readonly string[])[]): readonly (readonly [number, string])[] {
  const seen = new Set<string>();
  return rows.flatMap((keys, index) =>
    keys.flatMap((key) => {
      const isRepeat = seen.has(key);
      seen.add(key);
      return isRepeat ? [[index, key] as const] : [];
    }),
  );
}

// Requests with the plans that they should become, which a language model is shown: those that are most
// like the request, by the words that they share. No model is asked for this, and the same request always
// gets the same ones.

import { stemmer } from 'stemmer';
import { z } from 'zod';
import { AppError, detail, type Said } from '../../shared/errors.ts';
import { claimedKind } from '../../shared/media.ts';
import type { KnownFile, WireTask } from '../../shared/plan.ts';
import { TaskTypeSchema } from '../../shared/tasks.ts';
import { compilePlan } from '../pipeline/planning/compile.ts';
import type { AskedRequest, TurnFile } from './controller.ts';
import { dataText } from './prompts/data-text.ts';
import { fileLines } from './prompts/file-lines.ts';

const FileNameSchema = z
  .string()
  .refine((name) => claimedKind(name) !== undefined, 'its ending says no kind of file');

const DemonstrationSchema = z
  .strictObject({
    request: z.string().min(1),
    /** Names of files that were given with it. */
    files: z.array(FileNameSchema).readonly().default([]),
    /** Files of the turn before, with the task type that made each. */
    earlier: z
      .array(z.strictObject({ name: FileNameSchema, from: z.literal('given').or(TaskTypeSchema) }))
      .readonly()
      .default([]),
    /** In HuggingGPT's wire form. */
    tasks: z
      .array(
        z.strictObject({
          task: TaskTypeSchema,
          id: z.number().int().nonnegative(),
          dep: z.array(z.number().int()).readonly(),
          args: z.record(z.string(), z.string()).readonly(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type Demonstration = z.infer<typeof DemonstrationSchema>;

/**
 * Demonstrations as they stand in their file. Each plan must compile as it is written, since a language
 * model repeats what it is shown.
 * @throws AppError PROMPT_INVALID that says which one is wrong and why
 */
export function parseDemonstrations(text: string): readonly Demonstration[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(
      detail('no-json-because', { error: error instanceof Error ? error.message : String(error) }),
      error,
    );
  }
  const parsed = z.array(DemonstrationSchema).readonly().safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
    throw invalid(`${where}: ${issue?.message ?? 'is no list of demonstrations'}`);
  }
  for (const [index, demonstration] of parsed.data.entries()) {
    checkPlan(demonstration, index + 1);
  }
  return parsed.data;
}

function invalid(why: Said, cause?: unknown): AppError {
  return AppError.of('PROMPT_INVALID', { prompt: 'demonstrations', why }, cause);
}

function checkPlan(demonstration: Demonstration, number: number): void {
  const { attachments, earlier } = knownFiles(demonstration);
  const compiled = compilePlan(JSON.stringify(demonstration.tasks), [...attachments, ...earlier]);
  const [wrong] = compiled.ok ? compiled.repairs : compiled.problems;
  if (wrong !== undefined) {
    throw invalid(`the plan of demonstration ${number} does not hold: ${wrong.message}`);
  }
}

function knownFiles({ files, earlier }: Demonstration): {
  readonly attachments: readonly KnownFile[];
  readonly earlier: readonly TurnFile[];
} {
  const known = (name: string): KnownFile => ({ name, kind: claimedKind(name) ?? 'text' });
  return {
    attachments: files.map(known),
    earlier: earlier.map(({ name, from }) => ({ ...known(name), from })),
  };
}

/** As a prompt shows it: what came in, and the answer in the form that is asked for. */
export function demonstrationText(demonstration: Demonstration): string {
  const { attachments, earlier } = knownFiles(demonstration);
  const history = earlier.length === 0 ? [] : [{ request: '', answer: '', files: earlier }];
  const files = fileLines({ attachments, earlier, history });
  const about = files === 'none' ? '' : `Files: ${files.replaceAll('\n', '; ')}\n`;
  const answer = JSON.stringify({ tasks: demonstration.tasks.map(formed) });
  return `${about}Request: ${dataText(demonstration.request)}\n${answer}`;
}

function formed({ task, id, dep, args }: WireTask): object {
  return { task, id, dep, args: Object.entries(args).map(([name, value]) => ({ name, value })) };
}

/** The `count` most like a request, the likest last, where a language model heeds it most. */
export function likestDemonstrations(
  all: readonly Demonstration[],
  { request, attachments, earlier }: AskedRequest,
  count: number,
): readonly Demonstration[] {
  const documents = all.map((one) => {
    const files = knownFiles(one);
    return wordsOf(one.request, files.attachments, files.earlier);
  });
  const weight = rarity(documents);
  const asked = weigh(wordsOf(request, attachments, earlier), weight);
  return all
    .map((one, at) => ({ one, at, likeness: cosine(asked, weigh(documents[at] ?? [], weight)) }))
    .sort((a, b) => b.likeness - a.likeness || a.at - b.at)
    .slice(0, count)
    .map(({ one }) => one)
    .toReversed();
}

const FILE_NAME = /[\w./\\-]+\.[a-z\d]{2,5}\b/gi;
const WORD = /\p{sc=Han}+|[\p{L}\p{N}]+/gu;

/** Stems of words, pairs of Han characters, and the kinds of the files: names of files say nothing. */
function wordsOf(
  request: string,
  attachments: readonly KnownFile[],
  earlier: readonly KnownFile[],
): readonly string[] {
  const words = request.replace(FILE_NAME, ' ').toLowerCase().match(WORD) ?? [];
  return [
    ...words.flatMap((word) => (/\p{sc=Han}/u.test(word) ? pairsOf(word) : [stemmer(word)])),
    ...attachments.map(({ kind }) => `given:${kind}`),
    ...new Set(earlier.map(({ kind }) => `earlier:${kind}`)),
  ];
}

function pairsOf(word: string): readonly string[] {
  const characters = [...word];
  return characters.length === 1
    ? characters
    : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

type Weight = (word: string) => number;

function rarity(documents: readonly (readonly string[])[]): Weight {
  const found = new Map<string, number>();
  for (const word of documents.flatMap((words) => [...new Set(words)])) {
    found.set(word, (found.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + documents.length / (1 + (found.get(word) ?? 0)));
}

function weigh(words: readonly string[], weight: Weight): ReadonlyMap<string, number> {
  const groups = Map.groupBy(words, (word) => word);
  return new Map(
    [...groups].map(([word, all]) => [word, (1 + Math.log(all.length)) * weight(word)]),
  );
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const dot = [...a].reduce((sum, [word, weight]) => sum + weight * (b.get(word) ?? 0), 0);
  const norm = length(a) * length(b);
  return norm === 0 ? 0 : dot / norm;
}

function length(vector: ReadonlyMap<string, number>): number {
  return Math.hypot(...vector.values());
}

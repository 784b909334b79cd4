// The models of each task as a question lists them, one in a line, and the answer to it.

import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';
import type { AnswerForm } from '../chat.ts';
import type { ChoiceInput, ModelChoice, OfferedCandidate } from '../controller.ts';
import { firstSentence } from '../history.ts';
import { strictObject } from '../plan-form.ts';
import { dataText } from './data-text.ts';

/** Models of one task that are put to the choice. */
const OFFERED = 5;
const DESCRIPTION_CHARACTERS = 100;
const REASON_CHARACTERS = 300;

export const CHOICE_FORM: AnswerForm = {
  name: 'choices',
  schema: {
    ...strictObject({
      choices: {
        type: 'array',
        items: strictObject({
          id: { type: 'integer' },
          model: { type: 'string' },
          reason: { type: 'string' },
        }),
      },
    }),
  },
};

export function choiceLines(tasks: ChoiceInput['tasks']): string {
  return tasks
    .map(({ task: { id, task, args }, candidates }) =>
      [
        `Task ${id}, ${task}, with ${dataText(args)}:`,
        ...candidates.slice(0, OFFERED).map((candidate) => `- ${candidateLine(candidate)}`),
      ].join('\n'),
    )
    .join('\n');
}

function candidateLine(candidate: OfferedCandidate): string {
  const { id, host, device, isWarm, downloads, likes, licence, languages, bytes } = candidate;
  const facts = [
    device === undefined ? host : `${host} on ${device}`,
    isWarm === true ? 'loaded' : '',
    downloads === undefined ? '' : `${downloads} downloads`,
    likes === undefined ? '' : `${likes} likes`,
    licence === '' ? '' : `licence ${dataText(licence)}`,
    languages.length === 0 ? '' : `languages ${dataText(languages.join(' '))}`,
    bytes === undefined ? '' : `${Math.max(1, Math.round(bytes / 1e6))} MB`,
    recordWords(candidate),
  ];
  const about = firstSentences(candidate.description, DESCRIPTION_CHARACTERS);
  return `${dataText(id)}: ${facts.filter((fact) => fact !== '').join(', ')}. ${dataText(about)}`;
}

function recordWords({ succeeded, failed, medianMs }: OfferedCandidate): string {
  const tried = succeeded + failed;
  if (tried === 0) {
    return 'not tried here';
  }
  const time = medianMs === 0 ? '' : ` in ${Math.round(medianMs)} ms each`;
  return `${succeeded} of ${tried} succeeded here${time}`;
}

/** As many whole sentences as fit; of a first one that is too long the words that do. */
function firstSentences(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const ends = [...line.matchAll(/[.!?](?=\s|$)|[。！？]/g)].map(({ index }) => index + 1);
  const end = ends.findLast((at) => at <= most);
  return end === undefined ? firstSentence(line, most) : line.slice(0, end);
}

const ChoiceSchema = z.object({
  id: z
    .int()
    .nonnegative()
    .or(
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ),
  model: z.string().min(1),
  reason: z.string().default(''),
});

/** What was chosen, out of JSON with prose or fences around it; undefined where there is nothing of it. */
export function parseChoices(text: string): readonly ModelChoice[] | undefined {
  const list = readJson(text);
  const choices = asEntries(list).flatMap((entry): readonly ModelChoice[] => {
    const parsed = ChoiceSchema.safeParse(entry);
    if (!parsed.success) {
      return [];
    }
    const { id, model, reason } = parsed.data;
    return [{ task: id, model, reason: reason.slice(0, REASON_CHARACTERS) }];
  });
  return choices.length === 0 ? undefined : choices;
}

const HolderSchema = z.object({ choices: z.array(z.unknown()) });

function asEntries(value: unknown): readonly unknown[] {
  const held = HolderSchema.safeParse(value);
  if (held.success) {
    return held.data.choices;
  }
  return Array.isArray(value) ? value : [value];
}

function readJson(text: string): unknown {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}')) + 1;
  if (start < 0 || end <= start) {
    return undefined;
  }
  try {
    return JSON.parse(jsonrepair(text.slice(start, end)));
  } catch {
    return undefined; // the caller says that it is no answer
  }
}

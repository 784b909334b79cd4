// Finds the answer to a question among the words of a read document: which field of it the question
// is about. Pure; how fields are found and questions understood is beside it.

import type { Box } from '../../../shared/media.ts';
import { type Field, findFields } from './document-fields.ts';
import { type Passage, toPassage } from './document-layout.ts';
import { isOfKind, parseQuestion, type Question, stemsOf, valueIn } from './document-question.ts';
import type { RecognisedLine } from './ocr-lines.ts';

export interface FoundAnswer {
  readonly text: string;
  /** From 0 to 1: how well the field fits the question, times the root of how surely it was read. */
  readonly score: number;
  readonly box: Box;
}

const MAX_ANSWERS = 3;
/** How far each way of stating something is trusted. */
const TRUST: Readonly<Record<Field['place'], number>> = {
  beside: 1,
  table: 0.95,
  below: 0.9,
  sentence: 0.8,
};
/** A whole sentence, where nothing says which part of it was asked for, often only mentions the matter. */
const WHOLE_SENTENCE = 0.75;
/** What a value of another kind than asked for still counts. */
const WRONG_KIND = 0.4;
/** Share of the score that a key earns by having no more words than the question. */
const BREVITY = 0.4;
/** What a key gains by a word that the kind of question implies. */
const HINT = 0.15;

/** The best answers first; at most three, none where no field shares a word with the question. */
export function findAnswers(
  lines: readonly RecognisedLine[],
  question: string,
): readonly FoundAnswer[] {
  const asked = parseQuestion(question);
  const fields = findFields(lines).map((field) => ({ ...field, stems: stemsOf(field.key) }));
  const weigh = createWeights(fields);
  const answers = fields
    .map((field) => answerFrom(field, asked, weigh))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return withoutRepeats(answers).slice(0, MAX_ANSWERS);
}

interface KnownField extends Field {
  readonly stems: ReadonlySet<string>;
}
type Weigh = (stems: Iterable<string>) => number;

/** Words that many keys have say little; a word that no key has counts in full against an answer. */
function createWeights(fields: readonly KnownField[]): Weigh {
  const counts = new Map<string, number>();
  for (const stem of fields.flatMap(({ stems }) => [...stems])) {
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stems) => {
    let total = 0;
    for (const stem of stems) {
      total += 1 / Math.sqrt(counts.get(stem) ?? 1);
    }
    return total;
  };
}

function answerFrom(field: KnownField, asked: Question, weigh: Weigh): FoundAnswer {
  const { passage, fits } = pickValue(field, asked);
  const shared = asked.stems.intersection(field.stems);
  const recall = shared.size === 0 ? 0 : weigh(shared) / weigh(asked.stems);
  const isHinted = !asked.hints.isDisjointFrom(field.stems);
  const extra = field.stems.difference(asked.stems).difference(asked.hints).size;
  const brevity = field.place === 'sentence' ? 1 : 1 / (1 + extra / 2);
  const fit = recall * (1 - BREVITY + BREVITY * brevity) + (recall > 0 && isHinted ? HINT : 0);
  const kind = fits ? 1 : WRONG_KIND;
  const isWhole = field.place === 'sentence' && asked.kinds.length === 0;
  const trust = TRUST[field.place] * (isWhole ? WHOLE_SENTENCE : 1);
  // Codes and names are read less surely than words of the language, and are what people ask for.
  const score = Math.min(1, fit) * trust * kind * Math.sqrt(passage.confidence);
  return { text: passage.text, score: Math.round(score * 1000) / 1000, box: passage.box };
}

/** A field's value as it is; of a sentence only the part that the question asks for. */
function pickValue(
  { value, place }: Field,
  { kinds }: Question,
): { readonly passage: Passage; readonly fits: boolean } {
  if (place !== 'sentence' || kinds.length === 0) {
    const fits = kinds.length === 0 || kinds.some((kind) => isOfKind(value.text, kind));
    return { passage: value, fits };
  }
  const found = kinds.map((kind) => valueIn(value.text, kind)).find((text) => text !== undefined);
  return found === undefined
    ? { passage: value, fits: false }
    : { passage: part(value, found), fits: true };
}

/** The words of a passage in which a stretch of its text stands. */
function part(whole: Passage, stretch: string): Passage {
  const start = whole.text.indexOf(stretch);
  let at = 0;
  const words = whole.words.filter(({ text }) => {
    const from = at;
    at += text.length + 1;
    return from < start + stretch.length && from + text.length > start;
  });
  return { ...toPassage(words), text: stretch };
}

function withoutRepeats(answers: readonly FoundAnswer[]): FoundAnswer[] {
  const seen = new Set<string>();
  return answers.filter(({ text }) => {
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

// Scores sentences by how much of a question they hold, and the stretches in them by kind, side and
// nearness. Reading the passage and telling the answer belong to question-answering.ts.

import { type Candidate, findCandidates, type ReadSentence } from './answer-spans.ts';
import type { Term } from './compromise.ts';
import { keysOf, type Question } from './passage-question.ts';
import { type Span, trimSpan } from './sentences.ts';
import type { TermVector } from './term-weights.ts';

export interface ScoredAnswer extends Span {
  /** From 0 to 1. */
  readonly score: number;
}

export interface SearchedSentence extends ReadSentence {
  /** Share of the question's words, by weight, that it or its neighbours hold: 0 to 1. */
  readonly coverage: number;
}

/** What a word of the question counts for where only a neighbouring sentence holds it. */
const NEIGHBOUR_SHARE = 0.3;
/** The same for the sentence before one that opens with "it", "she" or the like. */
const ANTECEDENT_SHARE = 0.7;
const REFERRING = /^\W*(?:\p{L}+\W+)?(?:it|its|he|his|she|her|they|their|this|these)\b/iu;
const OWNER = /^(?:its|his|her|their|our|my|your|whose)$/iu;
/** How much of the score each part makes; they sum to 1. */
const [BASE_SHARE, FIT_SHARE, NEARNESS_SHARE] = [0.35, 0.4, 0.25];
/** What is left of a score on the side of the verb where the answer should not stand. */
const WRONG_SIDE = 0.8;
/** Distance, in words, that a question's word inside the stretch itself counts as. */
const INSIDE_DISTANCE = 4;

export function withCoverage(
  sentences: readonly ReadSentence[],
  { keys, sought }: Question,
  weights: TermVector,
): SearchedSentence[] {
  const wanted = [...new Set([...keys, ...sought])];
  // A word that the passage lacks weighs as much as its rarest, so that the score stays honest.
  const rarest = Math.log(1 + sentences.length);
  const weightOf = (key: string) => weights.get(key) ?? rarest;
  const total = wanted.reduce((sum, key) => sum + weightOf(key), 0);
  const held = sentences.map(({ parsed }) => new Set(parsed.terms.flatMap(keysOf)));
  return sentences.map((sentence, i) => {
    const before = REFERRING.test(sentence.text) ? ANTECEDENT_SHARE : NEIGHBOUR_SHARE;
    const shareOf = (key: string) =>
      Math.max(
        held[i]?.has(key) === true ? 1 : 0,
        held[i - 1]?.has(key) === true ? before : 0,
        held[i + 1]?.has(key) === true ? NEIGHBOUR_SHARE : 0,
      );
    const covered = wanted.reduce((sum, key) => sum + shareOf(key) * weightOf(key), 0);
    return { ...sentence, coverage: total === 0 ? 0 : covered / total };
  });
}

/** Every stretch of the sentence that could be the answer; offsets in the passage. */
export function answersIn(
  sentence: SearchedSentence,
  question: Question,
  weights: TermVector,
): readonly ScoredAnswer[] {
  const asked = new Set(question.keys);
  const isAsked = (term: Term) => keysOf(term).some((key) => asked.has(key));
  return findCandidates(sentence, question.kind).flatMap((candidate) => {
    const terms = termsInside(sentence, candidate, isAsked);
    const [first, last] = [terms[0], terms.at(-1)];
    if (first === undefined || last === undefined) {
      return [];
    }
    const span = candidate.isPhrase
      ? trimSpan(sentence.text, first.start, last.end)
      : { text: candidate.text, start: candidate.start, end: candidate.end };
    const isWhole = question.kind === 'truth';
    if (span === undefined || (!isWhole && terms.every(isAsked))) {
      return []; // it only says the question again
    }
    const near = isWhole ? 1 : nearness(span, sentence.parsed.terms, { asked, weights });
    const parts = BASE_SHARE + FIT_SHARE * candidate.fit + NEARNESS_SHARE * near;
    const score = round(
      sentence.coverage * parts * sideFactor(span, sentence, { question, isAsked }),
    );
    const { offset } = sentence;
    return [{ text: span.text, start: offset + span.start, end: offset + span.end, score }];
  });
}

/** Without the question's own words at the ends of a phrase: "carp" of "Danube catch carp". */
function termsInside(
  { parsed }: ReadSentence,
  { start, end, isPhrase }: Candidate,
  isAsked: (term: Term) => boolean,
): readonly Term[] {
  const inside = parsed.terms.filter((term) => term.end > start && term.start < end);
  if (!isPhrase) {
    return inside;
  }
  const isEmpty = (term: Term) =>
    isAsked(term) ||
    OWNER.test(term.text) ||
    ['Pronoun', 'Determiner', 'Preposition'].some((tag) => term.tags.has(tag));
  const first = inside.findIndex((term) => !isEmpty(term));
  const last = inside.findLastIndex(
    (term) => !isEmpty(term) && (term.tags.has('Noun') || term.tags.has('Gerund')),
  );
  return first < 0 ? [] : inside.slice(first, last + 1);
}

/** From 0 to 1: how close the question's words stand to the stretch, the rarer the more. */
function nearness(
  { start, end }: Span,
  terms: readonly Term[],
  { asked, weights }: { readonly asked: ReadonlySet<string>; readonly weights: TermVector },
): number {
  const first = terms.findIndex((term) => term.end > start);
  const last = terms.findLastIndex((term) => term.start < end);
  let [sum, total] = [0, 0];
  for (const [i, term] of terms.entries()) {
    const key = keysOf(term).find((candidate) => asked.has(candidate));
    if (key !== undefined) {
      const weight = weights.get(key) ?? 1;
      const outside = i < first ? first - i : i - last;
      const distance = i >= first && i <= last ? INSIDE_DISTANCE : outside;
      sum += weight / (0.5 + distance / 2);
      total += weight;
    }
  }
  return total === 0 ? 0 : Math.min(1, sum / total);
}

/** A stretch after "by" stands on the other side, since its sentence is passive; the object of an
 * earlier verb does nothing. */
function sideFactor(
  { start }: Span,
  { text, parsed }: ReadSentence,
  { question, isAsked }: { readonly question: Question; readonly isAsked: (term: Term) => boolean },
): number {
  const verb = parsed.terms.find((term) => term.tags.has('Verb') && isAsked(term));
  if (question.side === undefined || verb === undefined) {
    return 1;
  }
  const isAgent = /\bby (?:\p{L}+ ){0,3}$/iu.test(text.slice(verb.end, start));
  const side = start < verb.start || isAgent ? 'before' : 'after';
  const isObject = parsed.terms.some((term) => term.tags.has('Verb') && term.end <= start);
  const isSubject = side !== 'before' || isAgent || !isObject;
  return side === question.side && isSubject ? 1 : WRONG_SIDE;
}

function round(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000;
}

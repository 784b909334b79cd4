// Finds the stretches of a sentence that could answer a kind of question, each with how well it fits the
// kind. Which sentence and which stretch win belongs to question-answering.ts.

import type { ParsedText, Term } from './compromise.ts';
import type { FoundEntity } from './entities.ts';
import { type AnswerKind, LABELS_OF_KIND } from './passage-question.ts';
import { type Span, trimSpan } from './sentences.ts';

/** A stretch of the sentence that was parsed. */
export interface Candidate extends Span {
  /** From 0 to 1. */
  readonly fit: number;
  /** A phrase of any kind, from whose ends words of the question may be cut. */
  readonly isPhrase: boolean;
}

export interface ReadSentence {
  readonly text: string;
  /** Where it starts in the passage. */
  readonly offset: number;
  readonly parsed: ParsedText;
  readonly entities: readonly FoundEntity[];
}

const MEASURE_UNIT =
  '(?:(?:square|cubic) )?(?:%|°\\s?[CF]?|degrees?(?: (?:celsius|fahrenheit))?|(?:kilo|centi|milli)?(?:met(?:er|re)s?|grams?|lit(?:er|re)s?)|km(?:/h)?|cm|mm|kg|mph|m|g|t|feet|foot|ft|inches|miles?(?: per hour)?|yards?|tonn?es?|tons?|pounds?|ounces?|acres?|hectares?|seconds?|minutes?|hours?|days?|weeks?|months?|years?(?: old)?|decades?|centuries|people|inhabitants|watts?|volts?|times(?: (?:a|per) \\w+)?)';
const NUMBER_WORD =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half)';
const NUMBER = `(?:(?<![\\d,.])\\d(?:[\\d,.]*\\d)?|\\b${NUMBER_WORD})(?:[- ](?:and )?${NUMBER_WORD}\\b)*`;
const MEASURE = new RegExp(
  `(?:(?:about|around|almost|nearly|over) )?${NUMBER}[\\s-]?${MEASURE_UNIT}(?![\\p{L}\\p{N}])`,
  'giu',
);
const COUNT = new RegExp(`(?<![\\p{L}\\p{N},.])${NUMBER}(?![\\p{N}%])`, 'giu');
const HABIT = /\b(?:once|twice|every|daily|weekly|monthly|yearly)\b(?: (?:a |per )?\w+)?/giu;
const REASON =
  /\b(?:because(?: of)?|since|due to|owing to|thanks to|as a result of|so that|in order to|caused by)\b[^.;!?]*/giu;
const PURPOSE = /\b(?:to|for) \p{L}[^.,;!?]*/giu;
const MANNER = /\b(?:by|through|using|with(?: the help of)?|via)\b [^.,;!?]*/giu;
/** Share of its fit that a phrase keeps where the question wants something else than phrases. */
const POOR_FIT = 0.35;
/** What a phrase gains by being joined to another with "of". */
const JOINED_GAIN = 0.05;
/** Words that a noun phrase may hold beside nouns. */
const PHRASE_TAGS = ['Noun', 'Adjective', 'Value', 'Hyphenated', 'ProperNoun', 'Acronym'];

/** Candidates for the kind, and noun phrases with a poor fit where the kind has none of its own. */
export function findCandidates(sentence: ReadSentence, kind: AnswerKind): readonly Candidate[] {
  const typed = typedCandidates(sentence, kind);
  const phrases = nounPhrases(sentence);
  if (kind === 'phrase') {
    return phrases;
  }
  const isEntity = (phrase: Candidate) =>
    sentence.entities.some(({ start, end }) => start < phrase.end && phrase.start < end);
  const others = LABELS_OF_KIND[kind] === undefined ? phrases : phrases.filter((p) => !isEntity(p));
  return [
    ...typed,
    ...others.map((phrase) => ({
      ...phrase,
      fit: phrase.fit * fallbackFit(sentence.text, phrase, kind),
    })),
  ];
}

/** How well a phrase that no entity was found in fits a kind, by how it is written. */
function fallbackFit(text: string, { text: phrase, start }: Candidate, kind: AnswerKind): number {
  const isName = phrase.split(/\s+/u).every((word) => /^\p{Lu}/u.test(word)) && start > 0;
  const isInPlace = /\b(?:in|at|to|into|from|near|on|inside|under)\s+(?:the |an? )?$/iu.test(
    text.slice(0, start),
  );
  if (kind === 'place') {
    return (isInPlace ? 0.5 : POOR_FIT) + (isName ? 0.4 : 0);
  }
  return isName && (kind === 'person' || kind === 'organisation') ? 0.85 : POOR_FIT;
}

function typedCandidates(sentence: ReadSentence, kind: AnswerKind): readonly Candidate[] {
  const { text } = sentence;
  switch (kind) {
    case 'person':
    case 'place':
    case 'date':
    case 'money':
    case 'percent':
    case 'organisation':
      return entityCandidates(sentence, kind);
    case 'measure':
      return [
        ...matches(text, MEASURE, 1),
        ...matches(text, HABIT, 0.8),
        ...entityCandidates(sentence, 'money').map((money) => ({ ...money, fit: 0.8 })),
        ...countCandidates(sentence).map((count) => ({ ...count, fit: 0.6 })),
      ];
    case 'count':
      return countCandidates(sentence);
    case 'reason':
      return [...matches(text, REASON, 1), ...matches(text, PURPOSE, 0.5)];
    case 'manner':
      return [...matches(text, MANNER, 0.9), ...matches(text, REASON, 0.3)];
    case 'truth':
      return [{ text, start: 0, end: text.length, fit: 1, isPhrase: false }];
    case 'phrase':
      return [];
  }
}

function entityCandidates(sentence: ReadSentence, kind: AnswerKind): readonly Candidate[] {
  const labels = LABELS_OF_KIND[kind] ?? [];
  return sentence.entities.flatMap(({ label, text, start, end }) => {
    const rank = labels.indexOf(label);
    return rank < 0 ? [] : [{ text, start, end, fit: 1 - 0.35 * rank, isPhrase: false }];
  });
}

/** Numbers that are no part of a date, an amount of money or a percentage. */
function countCandidates({ text, entities }: ReadSentence): readonly Candidate[] {
  return matches(text, COUNT, 1).filter(
    ({ start, end }) =>
      !entities.some(
        (entity) => entity.label !== 'LOCATION' && entity.start < end && start < entity.end,
      ),
  );
}

function matches(text: string, pattern: RegExp, fit: number): readonly Candidate[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const span = trimSpan(text, match.index, match.index + match[0].length);
    return span === undefined ? [] : [{ ...span, fit, isPhrase: false }];
  });
}

/** Runs of nouns with what describes them, also those joined by "of"; names fit a little better. */
function nounPhrases({ text, parsed }: ReadSentence): readonly Candidate[] {
  const { terms } = parsed;
  const phrases: Candidate[] = [];
  let from = 0;
  while (from < terms.length) {
    const to = endOfPhrase(text, terms, from);
    if (to === from) {
      from += 1;
      continue;
    }
    phrases.push(...phraseOf(text, terms.slice(from, to)));
    const joined =
      terms[to]?.text.toLowerCase() === 'of' ? endOfPhrase(text, terms, to + 1) : to + 1;
    if (joined > to + 1) {
      const whole = phraseOf(text, terms.slice(from, joined));
      phrases.push(...whole.map((phrase) => ({ ...phrase, fit: phrase.fit + JOINED_GAIN })));
    }
    from = to;
  }
  return phrases;
}

function endOfPhrase(text: string, terms: readonly Term[], from: number): number {
  let to = from;
  let isOpen = true;
  while (isOpen) {
    const [term, before] = [terms[to], terms[to - 1]];
    const isFirst = to === from;
    const isJoined =
      isFirst || (before !== undefined && /^[\s'’-]*$/u.test(text.slice(before.end, term?.start)));
    isOpen = term !== undefined && isJoined && isInPhrase(term, isFirst);
    to += isOpen ? 1 : 0;
  }
  return to;
}

function isInPhrase({ tags }: Term, isFirst: boolean): boolean {
  if (tags.has('Pronoun') && !tags.has('Possessive')) {
    return false;
  }
  const isGerund = tags.has('Gerund');
  return (
    (isFirst && tags.has('Determiner')) || isGerund || PHRASE_TAGS.some((tag) => tags.has(tag))
  );
}

function phraseOf(text: string, terms: readonly Term[]): readonly Candidate[] {
  const isDeterminer = terms[0]?.tags.has('Determiner') === true && terms.length > 1;
  const held = isDeterminer ? terms.slice(1) : terms;
  const [first, last] = [held[0], held.at(-1)];
  const hasNoun = held.some(({ tags }) => tags.has('Noun') || tags.has('Gerund'));
  if (first === undefined || last === undefined || !hasNoun) {
    return [];
  }
  const isName = held.some(({ tags }) => tags.has('ProperNoun'));
  const span = trimSpan(text, first.start, last.end);
  return span === undefined ? [] : [{ ...span, fit: isName ? 0.8 : 0.7, isPhrase: true }];
}

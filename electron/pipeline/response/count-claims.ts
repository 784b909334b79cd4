// Reads off an answer what it claims of counts, and which numbers would be right there: the total, that of
// the picture that is spoken of, or either where it does not say. Judging belongs to check-counts.ts.

import { loneNumbers } from './count-alone.ts';
import { type Clause, clausesOf, indexAfter, SINGLE } from './count-clauses.ts';
import { type CountedPhrase, countedPhrases } from './counted-phrases.ts';
import { askedLabel } from './disagreements.ts';
import type { Evidence, ObjectCount } from './evidence.ts';
import type { LabelForms } from './label-forms.ts';

export interface Claims {
  readonly answer: string;
  readonly counts: readonly ObjectCount[];
  readonly forms: readonly LabelForms[];
  readonly evidence: Evidence;
  readonly request: string;
}

export interface Claim {
  readonly label: string;
  readonly said: number;
  /** Numbers that are right here, the likeliest first; never empty. */
  readonly allowed: readonly number[];
  /** It can mean nothing but the total. */
  readonly isTotal: boolean;
  /** It says what a description or another model says. */
  readonly isReported: boolean;
  /** Of the number as it is written. */
  readonly start: number;
  readonly end: number;
}

/** What shows that a one is stated, and not told of one of several. */
const STATED =
  /\b(?:is|are|was|were|see|counted|count|found|find|detected|only|just|exactly|has|have|contains?|shows?|total|of)\W{1,4}$/iu;
/** "at least two", "the other two", "picture 2": no count of all. */
const PARTIAL =
  /(?:\b(?:than|least|most|up to|other|another|more|additional|remaining|first|last|next|these|those|task|step|figure|picture|image|photo|number|no\.)|其中|其他|其余|另外|另|至少|最多|超过|不到|第|前|后)[\s*]{0,3}$/iu;
/** Characters before a number that are looked at. */
const REACH = 24;

export function claimsIn(claims: Claims): readonly Claim[] {
  const { answer, counts, forms, request, evidence } = claims;
  const clauses = clausesOf(answer, evidence.searched);
  const phrases = countedPhrases(answer, forms).filter((phrase) => isCount(phrase, answer));
  const only = counts.length === 1 ? counts[0]?.label : askedLabel(request, forms);
  const lone = loneNumbers(claims, { clauses, phrases, only }).filter(
    ({ start }) => !PARTIAL.test(answer.slice(Math.max(0, start - REACH), start)),
  );
  const single = SINGLE.exec(answer)?.index ?? answer.length;
  const naming = clauses.find(({ sentence }) => sentence.named.length > 0);
  const firstName = naming?.sentence.named[0]?.start;
  const singleFrom = Math.min(single, firstName ?? answer.length);
  return [...phrases, ...lone].flatMap((phrase) => {
    const clause = clauses[indexAfter(clauses, phrase.start) - 1];
    const count = counts.find(({ label }) => label === phrase.label);
    if (clause === undefined || count === undefined) {
      return [];
    }
    // What comes before any single picture is spoken of is about all of them.
    const isAboutAll = clause.sentence.end <= singleFrom;
    const claim = judge({ phrase, clause, count, isAboutAll }, claims);
    return claim === undefined ? [] : [claim];
  });
}

/** What may follow a noun; anything else makes it a part of a longer name: "2 zebra pictures". */
const AFTER_NOUN = new Set(
  'across among and appear appears are around as at being between but by by can detected drinking during each eating facing for found from grazing has have here in inside is looking lying near next of on or outside over overall per running seen shown sitting stand standing stands that there to together total under visible walking was were which while who with within'.split(
    ' ',
  ),
);

function isCount({ nounEnd, isPlural, start }: CountedPhrase, answer: string): boolean {
  const after = answer.slice(nounEnd, nounEnd + REACH);
  const before = answer.slice(Math.max(0, start - REACH), start);
  const next = /^\s([a-z]+)/u.exec(after)?.[1];
  const isPartOfName = !isPlural && next !== undefined && !AFTER_NOUN.has(next);
  const goesOn = /^(?:['’]|-\p{L}|线|纹|\s?crossings?\b)/iu.test(after);
  return !isPartOfName && !goesOn && !PARTIAL.test(before) && !/\d[.,:]$|[./-]$/u.test(before);
}

interface Judging {
  readonly phrase: CountedPhrase;
  readonly clause: Clause;
  readonly count: ObjectCount;
  readonly isAboutAll: boolean;
}

function judge(judging: Judging, { answer, evidence }: Claims): Claim | undefined {
  const { phrase, clause, count, isAboutAll } = judging;
  const { label, number: said, isArticle, start, end } = phrase;
  const { sentence } = clause;
  const isToldBefore = sentence.isTotal && !sentence.isSingle && sentence.named.length === 0;
  const isTold = clause.isTotal || isToldBefore;
  const { isEach } = sentence;
  const isTotal = clause.pictures.length === 0 && !isEach && (isTold || isAboutAll);
  const before = answer.slice(Math.max(0, start - REACH), start);
  const isStated = isArticle
    ? clause.isTotal && answer.charAt(start) === '一'
    : clause.isTotal || STATED.test(before);
  if (said === 1 && !isStated && start === phrase.start && !isOwn(phrase)) {
    return undefined;
  }
  const allowed = isTotal ? [count.total] : allowedHere(judging, evidence);
  const isReported = clause.isQuoted || isReportedSpeech(phrase, clause, evidence);
  return { label, said, allowed, isTotal, isReported, start, end };
}

/** It stands without its noun, so it is no "one zebra" among others. */
function isOwn({ end, nounEnd, isArticle }: CountedPhrase): boolean {
  return end === nounEnd && !isArticle;
}

/** The number of the pictures that the clause names; any picture's and the total where it names none. */
function allowedHere({ clause, count }: Judging, { searched }: Evidence): readonly number[] {
  const numbers = new Map(searched.map((picture) => [picture, 0]));
  for (const { source, count: number } of count.perTask) {
    numbers.set(source, number);
  }
  const groups = clause.pictures.map((group) =>
    group.reduce((sum, picture) => sum + (numbers.get(picture) ?? 0), 0),
  );
  const { sentence } = clause;
  const isBeforeAll = groups.length === 0 && clause.end <= (sentence.named[0]?.start ?? 0);
  if (isBeforeAll && !sentence.isEach && !clause.isSingle) {
    // "I counted 4 zebras: one in a.png and three in b.png."
    const named = new Set(sentence.named.flatMap(({ pictures }) => pictures));
    return [count.total, [...named].reduce((sum, picture) => sum + (numbers.get(picture) ?? 0), 0)];
  }
  const isOpen = groups.length === 0 || sentence.isEach || clause.isTotal;
  return isOpen ? [...groups, count.total, ...numbers.values()] : groups;
}

/** A number that another result gives, in a sentence that says whose it is. */
function isReportedSpeech(
  { label, number }: CountedPhrase,
  { sentence }: Clause,
  { disagreements }: Evidence,
): boolean {
  return (
    sentence.isReporting &&
    disagreements.some(
      (each) => each.kind === 'count' && each.label === label && each.said === number,
    )
  );
}

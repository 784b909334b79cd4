// Reads a question: what kind of answer it wants and which of its words an answering sentence should
// hold. Where that answer stands in a passage belongs to answer-spans.ts.

import type { ParsedText, Term } from './compromise.ts';
import type { EntityLabel } from './entity-patterns.ts';
import { isStopWord, stem } from './words.ts';

/** What a question wants; `phrase` stands for a thing of any kind. */
export type AnswerKind =
  | 'person'
  | 'place'
  | 'date'
  | 'money'
  | 'percent'
  | 'count'
  | 'measure'
  | 'organisation'
  | 'reason'
  | 'manner'
  | 'truth'
  | 'phrase';

export interface Question {
  readonly kind: AnswerKind;
  /** Keys of the words that count, without the question word and what it asks for. */
  readonly keys: readonly string[];
  /** Keys of what is asked for: "river" in "Which river …", "moons" in "How many moons …". */
  readonly sought: readonly string[];
  /** On which side of its verb an active sentence answers: "What melts ice?" before, "What did she melt?" after. */
  readonly side: 'before' | 'after' | undefined;
}

/** Labels of entities that fit a kind, the best first. */
export const LABELS_OF_KIND: Readonly<Partial<Record<AnswerKind, readonly EntityLabel[]>>> = {
  person: ['PERSON', 'ORGANIZATION'],
  place: ['LOCATION', 'ORGANIZATION'],
  date: ['DATE'],
  money: ['MONEY'],
  percent: ['PERCENT'],
  organisation: ['ORGANIZATION'],
};

/** The first that fits counts. */
const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['percent', /\b(?:what|which) (?:percent|percentage|share)\b|\bhow many percent\b/],
  [
    'money',
    /\bhow much (?:money|did|does|do|was|is|were|are|will|would)\b.*\b(?:cost|costs|pay|paid|earn|spend|spent|charge|worth|price|sell|sold|owe|raise|raised|donate|donated|invest|invested)\b|\bhow much money\b|\b(?:what|which) (?:was|is|were|are) the (?:\w+ )?(?:price|cost|salary|fee|budget|fine|rent|revenue|profit|turnover|income|loss)\b|\bat what price\b|\bhow expensive\b/,
  ],
  [
    'measure',
    /\bhow (?:long|far|tall|high|deep|wide|heavy|fast|big|large|old|hot|cold|often|much|thick|loud|steep|strong)\b|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:height|length|depth|width|weight|speed|temperature|distance|area|age|population|size)\b/,
  ],
  ['count', /\bhow many\b|\bwhat number\b/],
  ['date', /\bwhen\b|\b(?:what|which) (?:year|day|date|month|decade|century|time)\b/],
  [
    'person',
    /\bwho(?:se|m)?\b|\b(?:what|which) (?:person|man|woman|scientist|author|writer|painter|artist|actor|actress|president|king|queen|engineer|player|singer|composer|poet|inventor|explorer|architect)\b/,
  ],
  [
    'organisation',
    /\b(?:what|which) (?:company|firm|organi[sz]ation|agency|bank|university|school|team|party|institute|publisher|airline)\b/,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which) (?:city|town|country|village|place|state|region|continent|island|capital|location|province)\b/,
  ],
  ['reason', /\bwhy\b|\bwhat (?:\w+ )?(?:caused|reason)\b|\bfor what reason\b/],
  ['manner', /\bhow (?:do|does|did|can|could|is|are|was|were|will|would|should|has|have)\b/],
  [
    'truth',
    /^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b/,
  ],
];

const QUESTION_WORD = /^(?:who|whom|whose|what|which|when|where|why|how)$/;

/** One form for all inflections of a word: "wrote", "written" and "writes" share theirs. */
function keyOf(term: Term): string {
  return term.tags.has('Verb') ? stem(term.root) : stem(term.text);
}

/** Every key that a term may be asked by, since a word may be tagged differently in a question
 * and a founder is one who founded. */
export function keysOf(term: Term): readonly string[] {
  const doer = /^(\p{L}{3,}?)e?(?:er|or)s?$/u.exec(term.text.toLowerCase())?.[1];
  const keys = [keyOf(term), stem(term.text), stem(term.root)];
  return [...new Set(doer === undefined ? keys : [...keys, stem(doer)])];
}

export function analyseQuestion(text: string, parsed: ParsedText): Question {
  const written = text.toLowerCase().replace(/[’]/gu, "'").trim();
  const kind = KINDS.find(([, pattern]) => pattern.test(written))?.[0] ?? 'phrase';
  const sought = soughtTerms(parsed.terms);
  const keys = parsed.terms.filter((term) => !sought.includes(term) && isTelling(term)).map(keyOf);
  return { kind, keys: [...new Set(keys)], sought: sought.map(keyOf), side: sideOf(parsed.terms) };
}

function sideOf(terms: readonly Term[]): Question['side'] {
  const at = terms.findIndex(({ text }) => /^(?:who|what|which)$/i.test(text));
  const verb = terms.slice(at + 1).find(({ tags }) => tags.has('Verb'));
  if (at < 0 || verb === undefined || /^(?:is|are|was|were|'s)$/i.test(verb.text)) {
    return undefined;
  }
  return /^(?:do|does|did)$/i.test(verb.text) ? 'after' : 'before';
}

/** The nouns right after "which", "what" or "how many", up to the verb. */
function soughtTerms(terms: readonly Term[]): readonly Term[] {
  const at = terms.findIndex(({ text }) => /^(?:which|what|whose)$|^how$/i.test(text));
  const isCount = /^(?:many|much)$/i.test(terms[at + 1]?.text ?? '');
  if (at < 0 || (/^how$/i.test(terms[at]?.text ?? '') && !isCount)) {
    return [];
  }
  const rest = terms.slice(at + (isCount ? 2 : 1));
  const end = rest.findIndex(({ tags }) => !tags.has('Noun') && !tags.has('Adjective'));
  return rest.slice(0, Math.max(end, 0)).filter(isTelling);
}

function isTelling(term: Term): boolean {
  return !isStopWord(term.text) && !QUESTION_WORD.test(term.text.toLowerCase());
}

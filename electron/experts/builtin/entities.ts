// Finds names, places, organisations, dates, amounts and addresses in a parsed English text, without
// overlaps. How they are told to a person belongs to token-classification.ts.

import type { ParsedText, Term, TermRange } from './compromise.ts';
import { ENTITY_LABELS, type EntityLabel, PATTERNS } from './entity-patterns.ts';
import { organisations } from './organisations.ts';
import { trimSpan } from './sentences.ts';

/** `text` is the slice of the source between the offsets. */
export interface FoundEntity {
  readonly label: EntityLabel;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What compromise's tags tell. */
const TAG_PATTERNS: readonly (readonly [EntityLabel, string])[] = [
  ['MONEY', '#Money+ #Multiple? #Currency?'],
  ['PERCENT', '#Cardinal+ (percent|percentage)'],
  ['DATE', '(last|next|this|early|late|yesterday|tomorrow)? #Date+ (of #Year)?'],
  ['ORGANIZATION', '#Organization+'],
  ['PERSON', '#Person+'],
  ['LOCATION', '#Place+'],
];
/** Without one of these, what is tagged as a date is a mere unit: "day", "two weeks". */
const DATE_TAGS = ['Month', 'WeekDay', 'Year', 'Holiday', 'Season', 'Time', 'FinancialQuarter'];
const RELATIVE_DAY =
  /\b(?:yesterday|today|tonight|tomorrow|(?:last|next) (?:week|month|year|night))\b/i;

/** Entities in the order of the text; `source` is the text that was parsed. */
export function findEntities(source: string, parsed: ParsedText): readonly FoundEntity[] {
  const isCased = /\p{Lu}/u.test(source);
  const byForm = [
    ...PATTERNS.flatMap(([label, pattern]) => matchesOf(source, label, pattern)),
    ...organisations(parsed.terms)
      .map((range) => ['ORGANIZATION', range] as const)
      .flatMap(toFound),
  ];
  const byTag = TAG_PATTERNS.flatMap(([label, pattern]) =>
    parsed
      .find(pattern)
      .flatMap((range) => ranges(source, parsed.terms, { label, range }))
      .map((range) => (isCased ? withoutCommonWords(label, parsed.terms, range) : range))
      .filter((range) => isCredible(label, parsed.terms.slice(range.from, range.to), isCased))
      .map((range) => [label, range] as const),
  ).flatMap(toFound);
  // "Willow Street" is no person and "Friday, 12/05/2024" one date, so only dates are held back.
  const dates = byForm.filter(({ label }) => label === 'DATE');
  const sure = addFree(
    [],
    byForm.filter(({ label }) => label !== 'DATE'),
  );
  const found = addFree(sure, [...dates, ...byTag]);
  return addFree(found, surnames(parsed.terms, found).flatMap(toFound));

  function toFound([label, range]: readonly [EntityLabel, TermRange]): FoundEntity[] {
    return entityOf(source, { label, terms: parsed.terms.slice(range.from, range.to) });
  }
}

function matchesOf(source: string, label: EntityLabel, pattern: RegExp): FoundEntity[] {
  return [...source.matchAll(pattern)].flatMap((match) =>
    trimmedEntity(source, { label, start: match.index, end: match.index + match[0].length }),
  );
}

/** Names next to each other with a comma between are two: "Paris, France"; so is one after "'s". */
function ranges(
  source: string,
  terms: readonly Term[],
  { label, range }: { readonly label: EntityLabel; readonly range: TermRange },
): readonly TermRange[] {
  if (label === 'DATE' || label === 'MONEY' || label === 'PERCENT') {
    return [range];
  }
  const parts: TermRange[] = [];
  let from = range.from;
  for (let i = range.from; i < range.to; i += 1) {
    const [term, next] = [terms[i], terms[i + 1]];
    const gap = term && next ? source.slice(term.end, next.start) : '';
    if (i + 1 === range.to || /[,;:()\n"“”/]/u.test(gap) || /['’]s$/u.test(term?.text ?? '')) {
      parts.push({ from, to: i + 1 });
      from = i + 1;
    }
  }
  return parts;
}

/** Names without the words in lower case at their ends: "Portugal" of "coast of Portugal". */
function withoutCommonWords(
  label: EntityLabel,
  terms: readonly Term[],
  { from, to }: TermRange,
): TermRange {
  if (label !== 'PERSON' && label !== 'LOCATION' && label !== 'ORGANIZATION') {
    return { from, to };
  }
  const named = [...terms.slice(from, to).keys()].filter((i) =>
    /\p{Lu}/u.test(terms[from + i]?.text ?? ''),
  );
  return { from: from + (named[0] ?? 0), to: from + (named.at(-1) ?? -1) + 1 };
}

function isCredible(label: EntityLabel, terms: readonly Term[], isCased: boolean): boolean {
  const text = terms.map((term) => term.text).join(' ');
  switch (label) {
    case 'DATE':
      return (
        terms.some(({ tags }) => DATE_TAGS.some((tag) => tags.has(tag))) || RELATIVE_DAY.test(text)
      );
    case 'PERSON':
    case 'LOCATION':
    case 'ORGANIZATION': {
      const isPronoun = terms.every(({ tags }) => tags.has('Pronoun') || tags.has('AtMention'));
      const isName = isCased ? /^[^\p{Ll}]*\p{Lu}/u.test(text) : !terms.every(isCommonNoun);
      return isName && !isPronoun && !/^[@#]/u.test(text) && /\p{L}{2}/u.test(text);
    }
    default:
      return /[\p{L}\p{N}]/u.test(text);
  }
}

/** The later mentions of a person by the last name alone. */
function surnames(
  terms: readonly Term[],
  found: readonly FoundEntity[],
): readonly (readonly ['PERSON', TermRange])[] {
  const names = new Set(
    found
      .filter(({ label, text }) => label === 'PERSON' && /\s/u.test(text))
      .map(({ text }) => text.split(/\s+/u).at(-1) ?? '')
      .filter((name) => /^\p{Lu}\p{L}{2}/u.test(name)),
  );
  return terms.flatMap((term, i) =>
    names.has(term.text.replace(/['’]s$/u, ''))
      ? [['PERSON', { from: i, to: i + 1 }] as const]
      : [],
  );
}

function isCommonNoun({ tags }: Term): boolean {
  return !tags.has('ProperNoun') && !tags.has('Place');
}

function entityOf(
  source: string,
  { label, terms }: { readonly label: EntityLabel; readonly terms: readonly Term[] },
): FoundEntity[] {
  const [first, last] = [terms[0], terms.at(-1)];
  return first && last ? trimmedEntity(source, { label, start: first.start, end: last.end }) : [];
}

/** Without the punctuation and the possessive ending around it. */
function trimmedEntity(
  source: string,
  {
    label,
    start,
    end,
  }: { readonly label: EntityLabel; readonly start: number; readonly end: number },
): FoundEntity[] {
  const opening = label === 'PHONE' ? /^\s*/u : /^[\s"'“”‘’([{<*_,;:.]*/u;
  const lead = opening.exec(source.slice(start, end))?.[0].length ?? 0;
  const slice = source.slice(start + lead, end);
  const isShortened = label === 'DATE' && /\b[ap]\.m\.$/iu.test(slice);
  const tail = isShortened
    ? 0
    : (/(?:['’]s)?[\s"'“”‘’)\]}>*_,;:.!?]*$/u.exec(slice)?.[0].length ?? 0);
  const span = trimSpan(source, start + lead, end - tail);
  return span === undefined ? [] : [{ label, ...span }];
}

/** `kept` and those candidates that overlap none of it, nor a better candidate, in the order of the text. */
function addFree(
  kept: readonly FoundEntity[],
  candidates: readonly FoundEntity[],
): readonly FoundEntity[] {
  const rank = ({ label }: FoundEntity) => ENTITY_LABELS.indexOf(label);
  const length = ({ start, end }: FoundEntity) => end - start;
  const offsets = (entity: FoundEntity) =>
    Array.from({ length: length(entity) }, (_, i) => entity.start + i);
  const taken = new Set(kept.flatMap(offsets));
  const all = [...kept];
  for (const entity of candidates.toSorted(
    (a, b) => rank(a) - rank(b) || length(b) - length(a) || a.start - b.start,
  )) {
    if (!offsets(entity).some((offset) => taken.has(offset))) {
      all.push(entity);
      for (const offset of offsets(entity)) {
        taken.add(offset);
      }
    }
  }
  return all.sort((a, b) => a.start - b.start);
}

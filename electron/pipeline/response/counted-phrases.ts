// Finds where a text says how many of something there are: "two zebras", "2 large dogs", "a zebra",
// "两匹斑马". Pure, and linear in the text. Whether it is right belongs to its callers.

import type { LabelForms } from './label-forms.ts';
import { numberIn } from './numbers.ts';

/** Offsets in UTF-16 code units, ends exclusive. */
export interface CountedPhrase {
  readonly label: string;
  readonly number: number;
  /** "a" or "an", or a Chinese one with its measure word, which says "some" as often as "one". */
  readonly isArticle: boolean;
  /** Of the number as it is written. */
  readonly start: number;
  readonly end: number;
  /** Where the noun ends. */
  readonly nounEnd: number;
  /** The noun stands in its plural, or in a language that has none. */
  readonly isPlural: boolean;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD =
  /(?:(?!\p{Script=Han})\p{L})+(?:['’-](?:(?!\p{Script=Han})\p{L})+)*|\d+(?:[.,:]\d+)*/gu;
/** What may stand between a number and its noun. */
const ADJECTIVES = new Set(
  'adult african and baby beautiful big black blue brown clear detected different distinct full-grown gray great green grey grown healthy individual large little live lone lovely orange pink plain plains purple red same separate single small striped tall tiny visible white wild yellow young zoo'.split(
    ' ',
  ),
);
const MOST_ADJECTIVES = 4;
/** Emphasis and white space; a blank line parts what stands around it. */
const JOINT = /^(?!\s*\n\s*\n)[\s*_)]+$/u;
const LONGEST_JOINT = 8;

export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** In the order of the text. */
export function countedPhrases(
  text: string,
  labels: readonly LabelForms[],
): readonly CountedPhrase[] {
  return [...englishPhrases(text, labels), ...hanPhrases(text, labels)].sort(
    (a, b) => a.start - b.start,
  );
}

interface Noun {
  readonly label: string;
  readonly parts: readonly string[];
  readonly isPlural: boolean;
}

/** Longer names first, so that a teddy bear is no bear. */
function nounsOf(labels: readonly LabelForms[]): ReadonlyMap<string, readonly Noun[]> {
  const nouns = labels
    .flatMap(({ label, singular, plural }) => [
      ...plural.map((form) => ({ label, parts: form.split(' '), isPlural: true })),
      ...singular.map((form) => ({ label, parts: form.split(' '), isPlural: false })),
    ])
    .sort((a, b) => b.parts.length - a.parts.length);
  return Map.groupBy(nouns, ({ parts }) => parts[0] ?? '');
}

function englishPhrases(text: string, labels: readonly LabelForms[]): readonly CountedPhrase[] {
  const nouns = nounsOf(labels);
  const words = wordsOf(text);
  const found: CountedPhrase[] = [];
  for (const [at, word] of words.entries()) {
    const noun = nouns
      .get(word.text.toLowerCase())
      ?.find(({ parts }) => parts.every((part, i) => words[at + i]?.text.toLowerCase() === part));
    const counter = noun && counterBefore(text, words, at);
    const last = words[at + (noun?.parts.length ?? 1) - 1];
    if (noun !== undefined && counter !== undefined && last !== undefined) {
      const { label, isPlural } = noun;
      found.push({ label, ...counter, nounEnd: last.end, isPlural });
    }
  }
  return found;
}

function counterBefore(text: string, words: readonly Word[], noun: number) {
  for (let at = noun - 1; at >= 0 && noun - at <= MOST_ADJECTIVES + 1; at -= 1) {
    const [word, next] = [words[at], words[at + 1]];
    if (word === undefined || next === undefined) {
      return undefined;
    }
    if (!isJoined(text, word.end, next.start)) {
      return undefined;
    }
    const lower = word.text.toLowerCase();
    const isArticle = lower === 'a' || lower === 'an';
    const number = isArticle ? 1 : numberIn(lower);
    if (number !== undefined) {
      return { number, isArticle, start: word.start, end: word.end };
    }
    if (!ADJECTIVES.has(lower)) {
      return undefined;
    }
  }
  return undefined;
}

function isJoined(text: string, from: number, to: number): boolean {
  return to - from <= LONGEST_JOINT && JOINT.test(text.slice(from, to));
}

/** Measure words of things that stand in pictures. */
const HAN_MEASURES = '只匹头个条辆张把架艘棵朵位名台件本瓶杯块盏座列部';
const HAN_COUNTER = new RegExp(
  `(\\d{1,6}|[零〇一二两三四五六七八九十]{1,3})[\\s*]*(?:[${HAN_MEASURES}])?[\\s*]*$`,
  'u',
);
/** Characters before a noun in which its number is looked for. */
const REACH = 14;

function hanPhrases(text: string, labels: readonly LabelForms[]): readonly CountedPhrase[] {
  const names = labels
    .flatMap(({ label, han }) => han.map((name) => ({ label, name })))
    .sort((a, b) => b.name.length - a.name.length);
  const found = new Map<number, CountedPhrase>();
  for (const { label, name } of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const from = Math.max(0, at - REACH);
      const match = HAN_COUNTER.exec(text.slice(from, at));
      const written = match?.[1] ?? '';
      const number = numberIn(written);
      const start = from + (match?.index ?? 0);
      if (number !== undefined && !found.has(start) && !/[\d.]/u.test(text.charAt(start - 1))) {
        const [end, nounEnd] = [start + written.length, at + name.length];
        found.set(start, {
          ...{ label, number, isArticle: written === '一' },
          ...{ start, end, nounEnd, isPlural: true },
        });
      }
    }
  }
  return [...found.values()];
}

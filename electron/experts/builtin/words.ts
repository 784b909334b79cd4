// Splits a text into words and reduces them to stems, so that texts can be compared by their wording.
// Weights and comparisons belong to the experts; parts of speech to compromise.ts.

import { stemmer } from 'stemmer';
import type { Span } from './sentences.ts';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** English words that say how a sentence is built, not what it is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being below
  between both but by can could did do does doing down during each few for from further had has have
  having he her here hers herself him himself his how i if in into is it its itself just may me might
  more most must my myself no nor not now of off on once only or other our ours out over own same
  shall she should so some such than that the their theirs them themselves then there these they this
  those through to too under until up upon us very was we were what when where which while who whom
  whose why will with would you your yours yourself 的 了 是 在 和 也 就 都 而 及 与 着 或 这 那 他 她 它 们`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words in order; punctuation, white space and emoji are left out. */
export function splitWords(text: string): readonly Span[] {
  return [...SEGMENTER.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, start: index, end: index + segment.length }));
}

/** Lower case, one form for each character, without a possessive ending. */
export function normaliseWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/[’]/gu, "'").replace(/'s$/u, '');
}

/** What the inflected forms of a word share (Porter 1980 for English; other words stay whole). */
export function stem(word: string): string {
  const normal = normaliseWord(word);
  return /^[a-z]+$/.test(normal) ? stemmer(normal) : normal;
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(normaliseWord(word));
}

/** Stems of the words that carry the meaning, in order, with repetitions. */
export function contentStems(text: string): readonly string[] {
  return splitWords(text)
    .filter((word) => !isStopWord(word.text))
    .map((word) => stem(word.text));
}

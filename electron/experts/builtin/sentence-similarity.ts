// sentence-similarity by wording: words reduced to stems, matched softly (Cohen, Ravikumar and
// Fienberg 2003, "A Comparison of String Distance Metrics"), blended with character trigrams.

import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { similarityScore, tellSimilarity } from '../similarity.ts';
import { cosine, type TermVector, toUnitVector } from './term-weights.ts';
import { isStopWord, normaliseWord, splitWords, stem } from './words.ts';

const TASK = 'sentence-similarity';
const METHOD = 'word-stem-cosine';
const WORD_SHARE = 0.75;
/** Weight of a word such as "the" beside 1 for a word that carries meaning. */
const STOP_WORD_WEIGHT = 0.15;
/** Stems this alike (Dice of their bigrams) count as the same word, to that degree. */
const SOFT_MATCH = 0.6;
/** Stems without an equal that are compared with each other, at most, on each side. */
const SOFT_LIMIT = 400;
const UNWEIGHTED: TermVector = new Map();

export const sentenceSimilarity: Expert = {
  task: TASK,
  model: {
    id: 'builtin/word-overlap',
    host: 'builtin',
    revision: '1',
    tasks: [TASK],
    name: 'Word overlap',
    description:
      'Compares two texts by their words and letters; it measures wording, not meaning, so synonyms count as different.',
    licence: 'Apache-2.0',
    languages: [],
  },
  timeoutSeconds: 60,
  perform: async (inputs) => compareTexts(inputs),
};

function compareTexts(inputs: ExpertInputs): ExpertOutput {
  const [first, second] = [textInput(TASK, inputs, 'text1'), textInput(TASK, inputs, 'text2')];
  return tellSimilarity(wordingSimilarity(first, second), METHOD);
}

/** From 0 (nothing in common) to 1 (the same words in the same order), symmetric, four decimals. */
export function wordingSimilarity(text1: string, text2: string): number {
  const [words1, words2] = [normalWords(text1), normalWords(text2)];
  const [line1, line2] = [plainLine(text1, words1), plainLine(text2, words2)];
  if (line1 === line2) {
    return 1;
  }
  const letters = cosine(trigramVector(line1), trigramVector(line2));
  if (words1.length === 0 || words2.length === 0) {
    return similarityScore(letters); // emoji or punctuation only: there are no words to compare
  }
  const [vector1, vector2] = [wordVector(words1), wordVector(words2)];
  const words = (softCosine(vector1, vector2) + softCosine(vector2, vector1)) / 2;
  return similarityScore(WORD_SHARE * Math.min(1, words) + (1 - WORD_SHARE) * letters);
}

function normalWords(text: string): readonly string[] {
  return splitWords(text).map(({ text: word }) => normaliseWord(word));
}

function plainLine(text: string, words: readonly string[]): string {
  return words.length === 0 ? text.replace(/\s+/gu, ' ').trim() : words.join(' ');
}

function wordVector(words: readonly string[]): TermVector {
  const stems = words.map(stem);
  const onlyStopWords = words.every(isStopWord);
  const weights = new Map(
    words.map((word) => [stem(word), onlyStopWords || !isStopWord(word) ? 1 : STOP_WORD_WEIGHT]),
  );
  return toUnitVector(stems, weights);
}

function trigramVector(line: string): TermVector {
  const letters = [...` ${line} `];
  return toUnitVector(
    letters.slice(2).map((letter, i) => `${letters[i] ?? ''}${letters[i + 1] ?? ''}${letter}`),
    UNWEIGHTED,
  );
}

/** The cosine, in which a stem without an equal in `other` counts with the one most like it. */
function softCosine(vector: TermVector, other: TermVector): number {
  const unmatched = [...other.keys()].filter((term) => !vector.has(term)).slice(0, SOFT_LIMIT);
  const alone = [...vector].filter(([term]) => !other.has(term)).slice(0, SOFT_LIMIT);
  let sum = cosine(vector, other);
  for (const [term, weight] of alone) {
    const [best, likeness] = mostAlike(term, unmatched);
    if (likeness >= SOFT_MATCH) {
      sum += weight * (other.get(best) ?? 0) * likeness;
    }
  }
  return sum;
}

function mostAlike(term: string, others: readonly string[]): readonly [string, number] {
  let best: readonly [string, number] = ['', 0];
  for (const other of others) {
    const likeness = bigramDice(term, other);
    if (likeness > best[1]) {
      best = [other, likeness];
    }
  }
  return best;
}

/** Twice the shared bigrams over all of them (Dice 1945), from 0 to 1. */
function bigramDice(a: string, b: string): number {
  const [pairs, others] = [bigrams(a), bigrams(b)];
  const total = pairs.length + others.length;
  const left = [...others];
  let shared = 0;
  for (const pair of pairs) {
    const at = left.indexOf(pair);
    if (at >= 0) {
      left.splice(at, 1);
      shared += 1;
    }
  }
  return total === 0 ? 0 : (2 * shared) / total;
}

function bigrams(word: string): readonly string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, i) => `${letters[i] ?? ''}${letter}`);
}

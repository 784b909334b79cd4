// From what a model says of each token, that an answer starts or ends there, to stretches of a passage.

import { softmax } from './probabilities.ts';
import type { TextToken } from './text-tokens.ts';

/** Offsets in the passage. */
export interface AnswerSpan {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export interface Answer extends AnswerSpan {
  readonly text: string;
}

export interface SpanLogits {
  /** One number for each token of the sequence; the first stands for "no answer here". */
  readonly starts: Float32Array;
  readonly ends: Float32Array;
  /** The passage's tokens in the sequence, which begin at its place `at`. */
  readonly tokens: readonly TextToken[];
  readonly at: number;
}

/** Tokens of an answer, at most. */
const LONGEST = 30;
/** Starts that are tried, the likeliest first. */
const TRIED = 20;

/** The likely stretches of one window: none where that there is no answer is likelier. */
export function spansOf({ starts, ends, tokens, at }: SpanLogits): readonly AnswerSpan[] {
  const probable = (logits: Float32Array) =>
    softmax([logits[0] ?? 0, ...logits.subarray(at, at + tokens.length)]);
  const [none = 0, ...start] = probable(starts);
  const [noneEnd = 0, ...end] = probable(ends);
  const likeliest = [...start.keys()]
    .sort((a, b) => (start[b] ?? 0) - (start[a] ?? 0))
    .slice(0, TRIED);
  return likeliest
    .flatMap((first) =>
      end
        .slice(first, first + LONGEST)
        .map((score, i) => ({ first, last: first + i, score: score * (start[first] ?? 0) })),
    )
    .filter(({ score }) => score > none * noneEnd)
    .sort((a, b) => b.score - a.score)
    .slice(0, TRIED)
    .map(({ first, last, score }) => ({ ...wholeWords(tokens, first, last), score }));
}

function wholeWords(tokens: readonly TextToken[], first: number, last: number) {
  let [from, to] = [first, last];
  while (from > 0 && tokens[from]?.continues === true) {
    from -= 1;
  }
  while (tokens[to + 1]?.continues === true) {
    to += 1;
  }
  return { start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 };
}

/** The best `count` that don't overlap, each as it stands in the passage. */
export function bestAnswers(
  passage: string,
  spans: readonly AnswerSpan[],
  count: number,
): readonly Answer[] {
  const kept: Answer[] = [];
  for (const { start, end, score } of spans.toSorted((a, b) => b.score - a.score)) {
    const isFree = kept.every((other) => end <= other.start || start >= other.end);
    if (kept.length < count && end > start && isFree) {
      kept.push({ text: passage.slice(start, end), start, end, score: Math.min(1, score) });
    }
  }
  return kept;
}

// What earlier turns a language model is given, within the tokens that there are for them: the latest
// whole, older ones in one line each, the oldest not at all. By code, so that it costs no question. Files
// are listed elsewhere and always stay.

import type { Turn } from './controller.ts';
import { dataText } from './prompts/data-text.ts';
import { estimateTokens } from './prompts/estimate-tokens.ts';

export interface FittedHistory {
  /** A line for each turn, the oldest first. */
  readonly text: string;
  /** Turns that stand whole. */
  readonly kept: number;
  readonly of: number;
}

/** Of the tokens, how much whole turns may take where not all of them fit. */
const WHOLE_SHARE = 0.75;
/** Characters of a shortened request or answer. */
const SHORT_CHARACTERS = 160;

export function fitHistory(turns: readonly Turn[], tokens: number): FittedHistory {
  const whole = takeLatest(turns.map(wholeLine), tokens);
  if (whole.length === turns.length) {
    return fitted(whole, turns.length, turns.length);
  }
  const latest = takeLatest(turns.map(wholeLine), tokens * WHOLE_SHARE);
  const left = tokens - cost(latest);
  const older = turns.slice(0, turns.length - latest.length).map(shortLine);
  return fitted([...takeLatest(older, left), ...latest], latest.length, turns.length);
}

function fitted(lines: readonly string[], kept: number, of: number): FittedHistory {
  return { text: lines.length === 0 ? 'none' : lines.join('\n'), kept, of };
}

/** The last lines that fit together, none of them cut. */
function takeLatest(lines: readonly string[], tokens: number): readonly string[] {
  let first = lines.length;
  let left = tokens;
  for (const line of lines.toReversed()) {
    left -= cost([line]);
    if (left < 0) {
      break;
    }
    first -= 1;
  }
  return lines.slice(first);
}

/** Each line with its break. */
function cost(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + estimateTokens(line) + 1, 0);
}

function wholeLine({ request, answer }: Turn, index: number): string {
  return `turn ${index + 1}: ${dataText({ request, answer })}`;
}

function shortLine({ request, answer }: Turn, index: number): string {
  const short = { request: firstSentence(request), answer: firstSentence(answer) };
  return `turn ${index + 1}, in short: ${dataText(short)}`;
}

/** The first sentence, and of a long one the words that fit. */
export function firstSentence(text: string, most = SHORT_CHARACTERS): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const end = /[.!?](?=\s|$)|[。！？]/.exec(line.slice(0, most));
  if (end !== null) {
    return line.slice(0, end.index + 1);
  }
  if (line.length <= most) {
    return line;
  }
  const cut = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

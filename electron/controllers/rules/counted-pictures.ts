// How many pictures a phrase asks for: "three pictures of a cat" are three, "a picture of three cats" is one.
// Only pictures themselves are counted; each becomes a task of its own.

import { hanNumber } from './han-number.ts';
import type { Passage } from './passage.ts';
import type { Step } from './rule.ts';
import { ENGLISH_WORDS } from './words-english.ts';

/** As many as one phrase gets: each takes a while, and all of them wait for one model. */
export const MOST_PICTURES = 8;

const { number, pictures } = ENGLISH_WORDS;
const MAKE = 'make|create|generate|produce|design|render|draw|paint|sketch|illustrate';
/** What the number would belong to something else behind: "a wall with three pictures". */
const BREAK =
  '(?:of|from|about|in|on|with|into|based|using|by|that|which|who|where|and|or|for(?! (?:me|us)\\b)|the|a|an|my|our|your|his|her|their|its|this|these|those|each|every|both)\\b';
/** "512 x 512 pictures" are of that size. */
const UNIT = '(?:x|by|px|pixels?|steps?) ';
const WORD = `(?!${BREAK})[\\w'’-]+ `;
const COUNTED = new RegExp(
  `(?:^|\\b(?:${MAKE}) )(?:(?!\\d)${WORD}){0,5}?(?:(\\d{1,3}|${number}) (?!${UNIT})|a (couple|pair|dozen) (?:of )?)(?:${WORD}){0,3}?(?:${pictures})\\b`,
  'i',
);
const HAN_COUNTED =
  /(?:画|绘制|绘|生成|创建|制作|创作|做|设计)(?:出|下)?\s*([二两三四五六七八九十]{1,3}|\d{1,3})\s*(?:幅|张(?=.*(?:图|画|照片|海报|壁纸)))/u;

const NUMBERS: readonly string[] = number.split('|');
const ENGLISH_NUMBERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(NUMBERS.map((word, at) => [word, at + 2])),
  ...{ couple: 2, pair: 2, dozen: 12 },
};

/** At least 1; more than `MOST_PICTURES` where more were asked for. */
export function picturesAsked(step: Step, { words, sentence }: Passage): number {
  if (!step.endsWith('text-to-image')) {
    return 1;
  }
  // A phrase may begin with its noun ("… pictures made from it"), or within a run of Chinese.
  const isCut = words === '' || new RegExp(`^(?:${pictures})\\b`, 'i').test(words);
  const found = counted(words) ?? (isCut ? counted(sentence) : undefined);
  return Math.max(1, found?.count ?? 1);
}

/** What each of several pictures is to show; undefined where the words don't count pictures, or say no more. */
export function shownByEach(words: string): string | undefined {
  const rest = counted(words)?.rest.replace(SHOWING, '').trim();
  return rest === '' ? undefined : rest;
}

const SHOWING =
  /^(?:[\s,:]+(?:of|showing|depicting|with|about|for|representing|where|in which|that show|which show)?\s+|的)/i;

interface Counted {
  readonly count: number;
  /** The words after it. */
  readonly rest: string;
}

function counted(words: string): Counted | undefined {
  const english = COUNTED.exec(words);
  const found = english ?? HAN_COUNTED.exec(words);
  const said = found?.[1] ?? found?.[2];
  if (found === null || said === undefined) {
    return undefined;
  }
  const count = ENGLISH_NUMBERS[said.toLowerCase()] ?? (Number(said) || hanNumber(said));
  return { count, rest: words.slice(found.index + found[0].length) };
}

// What a phrase refers to by name: "the translation" is what the translation made, "both" the last two
// things. It looks back at the tasks before and changes nothing.

import type { Passage } from './passage.ts';
import type { Step } from './rule.ts';
import { type Draft, latestMakers, makes } from './sources.ts';

const DETERMINED = '\\b(?:the|that|this|its|your|each|those|these|resulting)(?: \\w+)? ';

/** Nouns that name what a step made. */
const NAMED: readonly (readonly [RegExp, readonly Step[]])[] = [
  named('transcripts?|transcriptions?', ['automatic-speech-recognition']),
  named('summary|summaries|short version|gist', ['summarization']),
  named('translations?', ['translation']),
];
function named(nouns: string, steps: readonly Step[]): readonly [RegExp, readonly Step[]] {
  return [new RegExp(`${DETERMINED}(?:${nouns})\\b`, 'i'), steps];
}

/** The makers of the text that a passage names; none where it names none or nothing made it. */
export function namedMakers(drafts: readonly Draft[], passage: Passage): readonly Draft[] {
  const words = `${passage.link} ${passage.rest}`;
  for (const [pattern, steps] of NAMED) {
    const makers = pattern.test(words)
      ? latestMakers(drafts, 'text', ({ step }) => steps.includes(step))
      : [];
    if (makers.length > 0) {
      return makers;
    }
  }
  return [];
}

const BOTH =
  /\b(?:both(?! (?:the|a|an|its|as|in|for|of the)\b)|the two|two (?:results|texts|outputs|answers)|them both|results)\b|两者|二者|两个结果|它们/iu;

/** The makers of the last two texts, the earlier first, where a passage speaks of both. */
export function bothMakers(drafts: readonly Draft[], passage: Passage): readonly Draft[] {
  if (!BOTH.test(`${passage.link} ${passage.rest}`)) {
    return [];
  }
  const texts = drafts.filter(({ step }) => makes(step, 'text'));
  return texts.length < 2 ? [] : texts.slice(-2);
}

// What a language model writes when it is asked, whichever host it runs on: without what it thought aloud, and
// with word of it where it stopped at a limit.

import type { ResultNote } from '../../shared/result-notes.ts';

export interface ModelAnswer {
  readonly text: string;
  /** It stopped at a limit and not since the model was done. */
  readonly isCut: boolean;
}

export const CUT_NOTE: ResultNote = { code: 'text-cut' };

/** Some templates open the thought in the prompt, so that only its end is written; one may be unfinished. */
export function withoutThoughts(text: string): string {
  if (!text.includes('think>')) {
    return text.trim(); // most texts, each of them read anew with every token
  }
  return text
    .replaceAll(/<think>[\s\S]*?<\/think>/gu, '')
    .replace(/^[\s\S]*<\/think>/u, '')
    .replace(/<think>[\s\S]*$/u, '')
    .trim();
}

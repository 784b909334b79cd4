// What an answer by rules says, in the language of its request. What is told, and in which order, belongs to
// respond.ts and phrases.ts.

import type { RunState } from '../../../shared/events.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { AnswerLocale } from '../../in-words.ts';
import { CHINESE_ANSWER } from './answer-words-chinese.ts';
import { ENGLISH_ANSWER } from './answer-words-english.ts';
import type { Disagreement } from './disagreements.ts';
import type { ObjectCount } from './evidence.ts';

/** A task in words: its type, its number. */
export interface Named {
  readonly type: TaskType;
  readonly id: number;
}

/** Sentences of one language. Names of files and texts of results come as they are; `from` may be empty. */
export interface AnswerWords {
  readonly locale: AnswerLocale;
  /** "a, b and c" */
  readonly list: (names: readonly string[]) => string;
  /** Paragraphs of one finding that stand in one line. */
  readonly line: (sentences: readonly string[]) => string;
  readonly lasting: (file: string, seconds: string) => string;
  readonly sized: (file: string, size: string) => string;
  readonly made: (files: string) => string;
  readonly dubbed: (speech: string, video: string, file: string) => string;

  readonly count: (count: ObjectCount) => string;
  readonly disagreement: (disagreement: Disagreement) => string;

  readonly notDone: string;
  readonly failed: (task: Named, why: string) => string;
  readonly skipped: (task: Named, because: number) => string;
  readonly stopped: (task: Named) => string;
  readonly undubbed: (video: string, why: string) => string;
  /** Where no task was found; `files` may be empty. */
  readonly noTask: (files: string) => string;

  /** What was done to the object, by which model: "read the text of a.png with Tesseract". */
  readonly step: (type: TaskType, object: string, model: string) => string;
  readonly times: (step: string, times: number) => string;
  readonly way: (steps: readonly string[]) => string;
  /** What a step was done to where it has no name of its own. */
  readonly theText: string;
  readonly passedOn: (references: number) => string;
  readonly unnamedModel: string;

  readonly reads: (from: string, text: string) => string;
  readonly shows: (from: string, text: string) => string;
  readonly noDescription: (from: string) => string;
  readonly noTextFound: (from: string) => string;
  readonly found: (answer: string, from: string, score: string) => string;
  readonly noAnswer: (from: string) => string;
  readonly asked: (question: string) => string;
  readonly answered: (about: string, text: string) => string;
  /** By the labels of entities. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly kind: (name: string, found: readonly string[]) => string;
  readonly noEntities: (from: string) => string;
  readonly mood: (from: string, mood: string | undefined, score: string) => string;
  readonly summary: (from: string, text: string) => string;
  readonly unknownScore: string;
  /** In place of the text of a result, which experts write in English; undefined keeps that. */
  readonly result: (output: TaskOutput) => string | undefined;
}

const QUOTED = /"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》/gu;

/** Those of the request's own language, whatever is in its quotations, behind its colon and in names of files. */
export function answerWordsFor({
  request,
  attachments,
}: Pick<RunState, 'request' | 'attachments'>): AnswerWords {
  const named = attachments.reduce((text, { name }) => text.replaceAll(name, ' '), request);
  const [instruction = ''] = named.replace(QUOTED, ' ').split(/[:：]/u);
  return /\p{Script=Han}/u.test(instruction) ? CHINESE_ANSWER : ENGLISH_ANSWER;
}

// What a rule is: phrases that stand for a task, with the evidence they need. The rules themselves are
// data in the files english-*.ts and chinese-*.ts; the engine that reads them is plan-request.ts.

import type { TaskType } from '../../../shared/tasks.ts';

/** A task type, or `image-editing`: image-to-image that is told in words what to change. */
export type Step = TaskType | 'image-editing';

/**
 * What a phrase speaks about where it stands: a picture, one that shows a table, a document or
 * writing, several pictures, a recording, a text, a table, a video, or nothing that is known.
 */
export const SUBJECTS = [
  'image',
  'tabled-image',
  'document-image',
  'written-image',
  'several-images',
  'audio',
  'text',
  'table',
  'video',
  'nothing',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Rule {
  /** Tasks that the phrase asks for, in order; nearly always one. */
  readonly tasks: readonly Step[];
  /** Completes "because it": "asks for a summary". */
  readonly because: string;
  /** The rule holds for these subjects alone; for all where absent. `image` stands for every picture. */
  readonly about?: readonly Subject[];
  /** Where phrases of several rules overlap, the heaviest wins, then the longest. 2 where absent. */
  readonly weight?: number;
  /** True where the phrase counts in a sentence that only tells the circumstances. */
  readonly inPassing?: boolean;
  /** True where the phrase counts only if the request asks for nothing clearer. */
  readonly vague?: boolean;
  /** True for a question, which a task right after it takes over: "know how" in "know how deep it is". */
  readonly question?: boolean;
  /** See pattern.ts for how a phrase is written. */
  readonly phrases: readonly string[];
  /** Requests that the rule answers, each replayed by a test. */
  readonly examples: readonly string[];
}

// Every task type that is compared, and one plan of several of them.

import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';
import type { Compared } from './same-shapes-answers.ts';
import type { Edge } from './same-shapes-edges.ts';
import { COMPARED_MEDIA } from './same-shapes-media.ts';
import { COMPARED_WORDS } from './same-shapes-words.ts';

export const COMPARED: Readonly<Partial<Record<TaskType, Compared>>> = {
  ...COMPARED_WORDS,
  ...COMPARED_MEDIA,
};
/** As a list, for each its task type. */
export const COMPARISONS = TASK_TYPES.flatMap((task) => {
  const entry = COMPARED[task];
  return entry === undefined ? [] : [{ task, ...entry }];
});

/** One plan: the second reads what the first made, the third what the second did; the others stand alone. */
export const CHAIN = [
  { task: 'image-to-text', ...COMPARED_MEDIA['image-to-text'] },
  {
    ...{ task: 'translation', ...COMPARED_WORDS.translation },
    args: { ...COMPARED_WORDS.translation.args, text: '<resource>-0' },
  },
  {
    ...{ task: 'text-to-speech', ...COMPARED_MEDIA['text-to-speech'] },
    args: { text: '<resource>-1' },
  },
  { task: 'object-detection', ...COMPARED_MEDIA['object-detection'] },
  { task: 'image-classification', ...COMPARED_MEDIA['image-classification'] },
] as const satisfies readonly Omit<Edge, 'name'>[];

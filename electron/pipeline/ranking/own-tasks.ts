// What HuggingGPT's controller does itself, without asking who should.

import type { TaskType } from '../../../shared/tasks.ts';

const OWN_TASKS: ReadonlySet<TaskType> = new Set<TaskType>([
  'summarization',
  'translation',
  'conversational',
  'text-generation',
  'text2text-generation',
]);

export function isOwnTask(type: TaskType): boolean {
  return OWN_TASKS.has(type);
}

// The table of task types in a few lines: types that take and make the same stand together.

import type { TaskTypeEntry } from '../../../shared/task-slots.ts';
import { TASK_TYPES, taskEntry } from '../../../shared/tasks.ts';

/** "image, text -> image: canny-text-to-image, …", a line for each way to take and make things. */
export function taskLines(): string {
  const groups = Map.groupBy(TASK_TYPES, (type) => signature(taskEntry(type)));
  return [...groups].map(([slots, types]) => `${slots}: ${types.join(', ')}`).join('\n');
}

function signature({ inputs, outputs }: TaskTypeEntry): string {
  const slots = Object.entries(inputs).map(([name, { required }]) =>
    required ? name : `${name}?`,
  );
  return `${slots.join(', ')} -> ${outputs.join(' + ')}`;
}

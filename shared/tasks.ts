// Task types: the front of the table in task-table.ts. What performs them belongs to electron/experts/.

import { z } from 'zod';
import type { TaskTypeEntry } from './task-slots.ts';
import { TASK_TABLE } from './task-table.ts';

export type TaskType = keyof typeof TASK_TABLE;
export const TASK_TYPES = Object.keys(TASK_TABLE) as readonly TaskType[]; // keys of a const table
export const TaskTypeSchema = z.enum(TASK_TYPES);

/** The entry of a task type: its slots, what it makes, what it is called. */
export function taskEntry(type: TaskType): TaskTypeEntry {
  return TASK_TABLE[type];
}

export function isTaskType(name: string): name is TaskType {
  return Object.hasOwn(TASK_TABLE, name);
}

const TYPE_BY_NAME: ReadonlyMap<string, TaskType> = new Map(
  TASK_TYPES.flatMap((type) =>
    [type, ...TASK_TABLE[type].aliases.split(' ')].map((name) => [name, type] as const),
  ),
);

/** The task type that a controller meant: exact, or an alias, whatever its case and separators. */
export function resolveTaskType(written: string): TaskType | undefined {
  return TYPE_BY_NAME.get(
    written
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '-'),
  );
}

// The form of an entry in the table of task types, and the two ways to write a slot of one.

import type { ResourceKind } from './media.ts';

export const TASK_GROUPS = [
  'language',
  'vision',
  'multimodal',
  'audio',
  'video',
  'table',
  'control',
] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

/** An argument that a task type takes. */
export interface InputSlot {
  /** Kinds that it accepts, the preferred one first. */
  readonly kinds: readonly ResourceKind[];
  readonly required: boolean;
  /** Other names under which controllers write it. */
  readonly aliases: readonly string[];
}

export interface TaskTypeEntry {
  readonly group: TaskGroup;
  readonly inputs: Readonly<Record<string, InputSlot>>;
  /** Kinds that it makes, the one it exists for first; each is an output slot of that name. */
  readonly outputs: readonly ResourceKind[];
  readonly sentence: string;
  /** What it takes to perform it, after "It takes". */
  readonly needs: string;
  /** Other names that controllers give it, separated by spaces. */
  readonly aliases: string;
}

function slot(required: boolean, kinds: string, aliases: string): InputSlot {
  return {
    required,
    kinds: kinds.split(' ') as ResourceKind[], // written below, in this file, as resource kinds
    aliases: aliases === '' ? [] : aliases.split(' '),
  };
}
export const needed = (kinds: string, aliases = ''): InputSlot => slot(true, kinds, aliases);
export const optional = (kinds: string, aliases = ''): InputSlot => slot(false, kinds, aliases);

// What the compiler has to say about a plan: repairs that it made and problems that it met.
// The passes fill it; compile.ts decides what they add up to.

import type { Problem, Repair, TaskId } from '../../../shared/plan.ts';

/** Limits that keep hostile text from costing time and memory; no honest plan comes near them. */
export const LIMITS = {
  /** UTF-16 code units of the text. */
  characters: 1_000_000,
  /** Brackets inside brackets. */
  depth: 64,
  /** Tasks of a plan, lists unfolded. */
  tasks: 1000,
  /** Arguments of one task. */
  arguments: 64,
  /** Links that are stated between tasks, all together. */
  links: 20_000,
} as const;

export type RepairCode =
  | 'TAKEN_OUT'
  | 'LAST_TAKEN'
  | 'JSON_MENDED'
  | 'RENAMED'
  | 'RENUMBERED'
  | 'COUNTED_ANEW'
  | 'REORDERED'
  | 'LINK_DROPPED'
  | 'DEPENDENCY_ADDED'
  | 'REFERENCE_REPLACED'
  | 'REFERENCE_TAKEN_OUT'
  | 'ARGUMENT_MOVED'
  | 'ARGUMENT_DROPPED'
  | 'ARGUMENT_FILLED'
  | 'LIST_JOINED'
  | 'UNFOLDED'
  | 'FILE_FOUND'
  | 'CONTROL_ALONE';

export interface Findings {
  readonly repairs: Repair[];
  readonly problems: Problem[];
}

export function noFindings(): Findings {
  return { repairs: [], problems: [] };
}

export function repair(to: Findings, code: RepairCode, message: string, task?: TaskId): void {
  to.repairs.push(task === undefined ? { code, message } : { code, message, task });
}

export function problem(
  to: Findings,
  code: Problem['code'],
  about: { readonly message: string; readonly task?: TaskId },
): void {
  to.problems.push({ code, ...about });
}

/** A text as a message quotes it: one line, 60 characters at most. */
export function quoted(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

// What a screen reader is told of the runs: short changes of state, and each answer once, at its end.

import type { RunState, RunStatus } from '../../shared/events.ts';

export interface Announcement {
  readonly type: 'started' | 'finished' | 'failed' | 'cancelled' | 'interrupted';
  /** Of a finished run; empty where it gave no answer. */
  readonly answer: string;
}

export type SeenStatuses = ReadonlyMap<string, RunStatus>;

export function statusesOf(runs: readonly RunState[]): SeenStatuses {
  return new Map(runs.map(({ runId, status }) => [runId, status]));
}

/** The latest change since then. A run that was over when it was first seen is no news. */
export function announcementOf(
  before: SeenStatuses,
  runs: readonly RunState[],
): Announcement | undefined {
  const changed = runs.findLast(({ runId, status }) =>
    before.has(runId) ? before.get(runId) !== status : status === 'running',
  );
  if (changed === undefined) {
    return undefined;
  }
  const { status, answer } = changed;
  return status === 'running'
    ? { type: 'started', answer: '' }
    : { type: status, answer: status === 'finished' ? spokenText(answer) : '' };
}

/** Markdown without its marks, as it is to be heard. */
export function spokenText(markdown: string): string {
  return markdown
    .replace(/^\s*(`{3,}|~{3,}).*$/gm, '')
    .replace(/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/gm, '')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(?<=\S)[ \t]*\|[ \t]*(?=\S)/g, ', ')
    .replace(/\|/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

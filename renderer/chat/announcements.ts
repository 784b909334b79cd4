// What a screen reader is told of the runs: short changes of state, and each answer once, at its end.

import type { RunState, RunStatus } from '../../shared/events.ts';

export interface Announcement {
  readonly type: 'started' | 'reviewing' | 'finished' | 'failed' | 'cancelled' | 'interrupted';
  /** Of a finished run; empty where it gave no answer. */
  readonly answer: string;
}

/** A run whose plan is to be looked at waits; that is news of its own. */
export type SeenStatus = RunStatus | 'reviewing';
export type SeenStatuses = ReadonlyMap<string, SeenStatus>;

export function statusesOf(runs: readonly RunState[]): SeenStatuses {
  return new Map(runs.map((run) => [run.runId, statusOf(run)]));
}

function statusOf({ status, review }: RunState): SeenStatus {
  return status === 'running' && review === 'asked' ? 'reviewing' : status;
}

/** The latest change since then. A run that was over when it was first seen is no news. */
export function announcementOf(
  before: SeenStatuses,
  runs: readonly RunState[],
): Announcement | undefined {
  const changed = runs.findLast((run) => {
    const now = statusOf(run);
    const then = before.get(run.runId);
    // What goes on once its plan was approved is no news: the person did that.
    const goesOn = then === 'reviewing' && now === 'running';
    return then === undefined ? run.status === 'running' : then !== now && !goesOn;
  });
  if (changed === undefined) {
    return undefined;
  }
  const { answer } = changed;
  const status = statusOf(changed);
  return status === 'running' || status === 'reviewing'
    ? { type: status === 'running' ? 'started' : status, answer: '' }
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

// What a screen reader is told of the runs: short changes of state, and each answer once, at its end.

import type { RunState, RunStatus } from '../../shared/events.ts';
import type { Question } from '../../shared/questions.ts';

export type Announcement =
  | { readonly type: 'started' | 'reviewing' | 'failed' | 'cancelled' | 'interrupted' }
  | { readonly type: 'asking'; readonly question: Question }
  /** The answer is empty where there is none. */
  | { readonly type: 'finished'; readonly answer: string };

/** How a run was when it was last looked at. */
export interface Seen {
  /** A run whose plan is to be looked at waits; that is news of its own. */
  readonly status: RunStatus | 'reviewing';
  /** Keys of the questions that were open. */
  readonly asked: readonly string[];
}
export type SeenRuns = ReadonlyMap<string, Seen>;

export function seenOf(runs: readonly RunState[]): SeenRuns {
  return new Map(
    runs.map((run) => [
      run.runId,
      { status: statusOf(run), asked: run.questions.map(({ key }) => key) },
    ]),
  );
}

function statusOf({ status, review }: RunState): Seen['status'] {
  return status === 'running' && review === 'asked' ? 'reviewing' : status;
}

/** The latest change since then. A run that was over when it was first seen is no news. */
export function announcementOf(
  before: SeenRuns,
  runs: readonly RunState[],
): Announcement | undefined {
  for (const run of runs.toReversed()) {
    const news = newsOf(run, before.get(run.runId));
    if (news !== undefined) {
      return news;
    }
  }
  return undefined;
}

function newsOf(run: RunState, then: Seen | undefined): Announcement | undefined {
  const question = run.questions.findLast(({ key }) => then?.asked.includes(key) !== true);
  if (question !== undefined) {
    return { type: 'asking', question };
  }
  const now = statusOf(run);
  if (then === undefined && run.status !== 'running') {
    return undefined;
  }
  // What goes on once its plan was approved is no news: the person did that.
  const goesOn = then?.status === 'reviewing' && now === 'running';
  return then?.status === now || goesOn ? undefined : changeTo(now, run);
}

function changeTo(now: Seen['status'], { answer }: RunState): Announcement {
  switch (now) {
    case 'finished':
      return { type: 'finished', answer: spokenText(answer) };
    case 'running':
      return { type: 'started' };
    default:
      return { type: now };
  }
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

// A run's events with what later ones made needless left out, for a screen that comes late.

import type { RunEvent } from './events.ts';

/**
 * Adds up to the same state: progress counts only for tasks that still run or wait for their model, and the pieces of an
 * answer become one. The last event stays as it is, so that its `seq` says what has been seen.
 */
export function condenseEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const lastProgress = new Map<string, number>();
  for (const event of events) {
    if (isProgress(event)) {
      lastProgress.set(keyOf(event), event.seq);
    } else if (event.type !== 'assigned' && 'task' in event) {
      // Another model alone ends no attempt.
      for (const type of PROGRESS) {
        lastProgress.delete(keyOf({ type, task: event.task }));
      }
    }
  }
  const isOver = (event: RunEvent) =>
    isProgress(event) && lastProgress.get(keyOf(event)) !== event.seq;
  const condensed: RunEvent[] = [];
  for (const event of events) {
    const before = condensed.at(-1);
    if (event.type === 'answer-token' && before?.type === 'answer-token') {
      condensed[condensed.length - 1] = { ...event, text: before.text + event.text };
    } else if (!isOver(event)) {
      condensed.push(event);
    }
  }
  return condensed;
}

const PROGRESS = ['task-progress', 'fetching'] as const;
type Progress = Extract<RunEvent, { type: (typeof PROGRESS)[number] }>;

function isProgress(event: RunEvent): event is Progress {
  return PROGRESS.some((type) => type === event.type);
}

function keyOf({ type, task }: Pick<Progress, 'type' | 'task'>): string {
  return `${type} ${task}`;
}

// A run's events with what later ones made needless left out, for a screen that comes late.

import type { RunEvent } from './events.ts';

/**
 * Adds up to the same state: progress counts only for tasks that still run, and the pieces of an
 * answer become one. The last event stays as it is, so that its `seq` says what has been seen.
 */
export function condenseEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const lastProgress = new Map<number, number>();
  for (const { type, seq, ...event } of events) {
    if (type === 'task-progress' && 'task' in event) {
      lastProgress.set(event.task, seq);
    } else if (type !== 'assigned' && 'task' in event) {
      lastProgress.delete(event.task); // another model alone ends no attempt
    }
  }
  const condensed: RunEvent[] = [];
  for (const event of events) {
    const before = condensed.at(-1);
    if (event.type === 'answer-token' && before?.type === 'answer-token') {
      condensed[condensed.length - 1] = { ...event, text: before.text + event.text };
    } else if (event.type !== 'task-progress' || lastProgress.get(event.task) === event.seq) {
      condensed.push(event);
    }
  }
  return condensed;
}

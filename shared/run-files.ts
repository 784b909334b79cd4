// The files of a run: what it was given, and what its tasks made.

import type { RunEvent, RunState } from './events.ts';
import { type NamedArtefact, withFrame } from './media.ts';
import { filesOf, storedFilesOf } from './outputs.ts';
import type { TaskState } from './task-states.ts';

/** In the order of the plan, and then what was put together of them. */
export function filesMade({ tasks, dubs }: Pick<RunState, 'tasks' | 'dubs'>) {
  return [...tasks.flatMap(filesOfTask), ...dubs.map(({ file }) => file)];
}

export function filesOfTask(state: TaskState): readonly NamedArtefact[] {
  return state.status === 'finished' ? filesOf(state.output) : [];
}

/** What it was given first. */
export function filesOfRun(
  run: Pick<RunState, 'attachments' | 'tasks' | 'dubs'>,
): readonly NamedArtefact[] {
  return [...run.attachments, ...filesMade(run)];
}

/** The stored files that an event brings into its run. */
export function filesOfEvent(event: RunEvent): readonly NamedArtefact[] {
  switch (event.type) {
    case 'started':
      return event.attachments.flatMap(withFrame);
    case 'address-fetched':
      return [event.file];
    case 'dubbed':
      return [event.dub.file];
    case 'task-finished':
      return storedFilesOf(event.output);
    default:
      return [];
  }
}

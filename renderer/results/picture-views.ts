// Which pictures there are to show of a task: what it made, what it was given, and what it found there.

import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { taskEntry } from '../../shared/tasks.ts';
import { type Layer, layersOf } from './layers.ts';

export type FinishedTask = Extract<TaskState, { readonly status: 'finished' }>;

export interface PictureView {
  readonly key: 'marked' | 'made' | 'original';
  readonly file: NamedArtefact;
  readonly layers: readonly Layer[];
}

/**
 * The one to show first is first.
 * @param source the picture that the task was given, where it is known
 */
export function pictureViews(
  { task, output }: FinishedTask,
  source: NamedArtefact | undefined,
): readonly PictureView[] {
  const made: readonly PictureView[] =
    output.image === undefined ? [] : [{ key: 'made', file: output.image, layers: [] }];
  if (source?.artefact.kind !== 'image') {
    return made;
  }
  const layers = layersOf(output);
  if (layers.length === 0) {
    return made.length === 0 ? [] : [...made, { key: 'original', file: source, layers: [] }];
  }
  const marked: PictureView = { key: 'marked', file: source, layers };
  // A control task is asked for its picture; elsewhere the picture only repeats what was found.
  return taskEntry(task.type).group === 'control' ? [...made, marked] : [marked, ...made];
}

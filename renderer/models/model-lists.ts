// Which models are shown where: the recommended ones by task type, and those that have the words that a
// person looks for.

import { SIZE_CLASSES } from '../../shared/catalogue.ts';
import type { ModelListing } from '../../shared/model-listing.ts';
import { TASK_TYPES, type TaskType } from '../../shared/tasks.ts';

/** By task type in the order of their table, the smallest first. */
export function offersByTask(
  listings: readonly ModelListing[],
): ReadonlyMap<TaskType, readonly ModelListing[]> {
  const placeOf = ({ sizes }: ModelListing, type: TaskType) => {
    const size = sizes[type];
    return size === undefined ? -1 : SIZE_CLASSES.indexOf(size);
  };
  const found = TASK_TYPES.map((type) => {
    const offers = listings
      .filter(({ sizes, tasks }) => sizes[type] !== undefined && tasks.includes(type))
      .toSorted((a, b) => placeOf(a, type) - placeOf(b, type));
    return [type, offers] as const;
  });
  return new Map(found.filter(([, offers]) => offers.length > 0));
}

/** Whether a model has every word, in its name, its sentence or those of the task types. */
export function hasWords(
  { id, summary = '' }: Pick<ModelListing, 'id' | 'summary'>,
  words: string,
  taskWords: readonly string[],
): boolean {
  const text = [id, summary, ...taskWords].join('\n').toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The last part of `org/name`, or of a folder's path. */
export function shortName(id: string): string {
  return id.split(/[/\\]/).findLast((part) => part !== '') ?? id;
}

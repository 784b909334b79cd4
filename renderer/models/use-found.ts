// The models that have the words looked for, where they belong on the screen.

import { useMemo } from 'react';
import type { ModelListing } from '../../shared/model-listing.ts';
import { TASK_TYPES, type TaskType } from '../../shared/tasks.ts';
import { useTaskName } from '../ui/task-names.ts';
import { type ModelFilters, passes } from './model-filters.ts';
import { hasWords, offersByTask } from './model-lists.ts';

interface Found {
  readonly installed: readonly ModelListing[];
  readonly offers: ReadonlyMap<TaskType, readonly ModelListing[]>;
  /** Those to be shown with what can do them. */
  readonly types: readonly TaskType[];
  /** Models, each once. */
  readonly count: number;
}

export function useFound(
  listings: readonly ModelListing[],
  words: string,
  filters: ModelFilters,
): Found {
  const taskName = useTaskName();
  return useMemo(() => {
    const isFound = (listing: ModelListing, types: readonly TaskType[]) =>
      (filters.task === undefined || types.includes(filters.task)) &&
      passes(listing, filters) &&
      hasWords(listing, words, [...types, ...types.map(taskName)]);
    const installed = listings.filter(
      (listing) => listing.installed !== undefined && isFound(listing, listing.tasks),
    );
    const offers = new Map(
      [...offersByTask(listings)].flatMap(([type, all]) => {
        const found = all.filter((listing) => isFound(listing, [type]));
        return found.length === 0 ? [] : [[type, found] as const];
      }),
    );
    const shown = [...installed, ...[...offers.values()].flat()];
    const hasOther = Object.keys(filters).some((name) => name !== 'task');
    const isNamed = (type: TaskType) =>
      !hasOther && hasWords({ id: type }, words, [taskName(type)]);
    const types = TASK_TYPES.filter((type) =>
      filters.task === undefined ? offers.has(type) || isNamed(type) : type === filters.task,
    );
    return { installed, offers, types, count: new Set(shown.map(({ id }) => id)).size };
  }, [listings, words, filters, taskName]);
}

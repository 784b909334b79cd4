// The models that have the words looked for, where they belong on the screen.

import { useMemo } from 'react';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { useTaskName } from '../ui/task-names.ts';
import { hasWords, offersByTask } from './model-lists.ts';

interface Found {
  readonly installed: readonly ModelListing[];
  readonly offers: ReadonlyMap<TaskType, readonly ModelListing[]>;
  /** Models, each once. */
  readonly count: number;
}

export function useFound(listings: readonly ModelListing[], words: string): Found {
  const taskName = useTaskName();
  return useMemo(() => {
    const isFound = (listing: ModelListing, types: readonly TaskType[]) =>
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
    return { installed, offers, count: new Set(shown.map(({ id }) => id)).size };
  }, [listings, words, taskName]);
}

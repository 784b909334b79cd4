// The filters of the models, read from the address and written to it.

import { useMemo } from 'react';
import { useView } from '../state/view.ts';
import { filtersIn, type ModelFilters, queryOf } from './model-filters.ts';

export function useFilters() {
  const query = useView((view) => view.query);
  const setQuery = useView((view) => view.setQuery);
  const filters = useMemo(() => filtersIn(query), [query]);
  return {
    filters,
    /** Any at all. */
    isFiltering: Object.keys(filters).length > 0,
    change: (change: Partial<ModelFilters>) => setQuery(queryOf({ ...filters, ...change })),
    clear: () => setQuery(''),
  };
}

// The screen's filters hold for searches of the Hub too; nothing is asked before the person says so.

import { useEffect, useRef } from 'react';
import { useHubSearch } from '../state/hub-search.ts';
import { askedOfHub, type ModelFilters } from './model-filters.ts';

export function useHubFilters(filters: ModelFilters): void {
  const isFirst = useRef(true);
  useEffect(() => {
    const isEmpty = Object.keys(filters).length === 0;
    // Who comes back without filters finds the search as it was left.
    if (!isFirst.current || !isEmpty) {
      useHubSearch.getState().change(askedOfHub(filters));
    }
    isFirst.current = false;
  }, [filters]);
}

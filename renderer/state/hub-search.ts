// What the Hub was last asked for, and what it said. Kept while the page is open, so that going to another
// screen and back asks nothing anew.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { HubAnswer, HubQuery } from '../../shared/hub-models.ts';
import { engine } from '../api/client.ts';
import { createLatest } from './latest.ts';

interface HubSearch {
  /** What the fields say; nothing is asked before `search`. */
  readonly draft: HubQuery;
  /** What was asked last; undefined until something was. */
  readonly query: HubQuery | undefined;
  /** To that query, as is the error. */
  readonly answer: HubAnswer | undefined;
  readonly error: ErrorReport | undefined;
  readonly isAsking: boolean;
  readonly change: (draft: Partial<HubQuery>) => void;
  readonly search: () => Promise<void>;
}

const latest = createLatest();

export const useHubSearch = create<HubSearch>((set, get) => ({
  draft: { kind: 'onnx', text: '' },
  query: undefined,
  answer: undefined,
  error: undefined,
  isAsking: false,
  change: (changed) => set(({ draft }) => ({ draft: { ...draft, ...changed } })),
  search: async () => {
    const query = get().draft;
    set({ query, answer: undefined, error: undefined, isAsking: true });
    const said = await latest.ask((signal) => engine.models.searchHub(query, { signal }));
    if (said !== undefined) {
      set({ ...(said.ok ? { answer: said.value } : { error: said.error }), isAsking: false });
    }
  },
}));

// The model whose page of the Hub is looked at, and what stands on it.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ModelCard } from '../../shared/hub-models.ts';
import { engine } from '../api/client.ts';
import { createLatest } from './latest.ts';

interface LookedAt {
  readonly id: string;
  /** That the person wants to install, where they named one. */
  readonly revision?: string;
}

interface ModelCardState {
  readonly isOpen: boolean;
  /** The last one, also after it was closed: it goes with the dialog. */
  readonly model: LookedAt | undefined;
  readonly card: ModelCard | undefined;
  readonly error: ErrorReport | undefined;
  readonly open: (model: LookedAt) => Promise<void>;
  readonly close: () => void;
}

const latest = createLatest();

export const useModelCard = create<ModelCardState>((set) => ({
  isOpen: false,
  model: undefined,
  card: undefined,
  error: undefined,
  open: async (model) => {
    set({ isOpen: true, model, card: undefined, error: undefined });
    const said = await latest.ask((signal) =>
      engine.models.card({ id: addressOf(model) }, { signal }),
    );
    if (said !== undefined) {
      set(said.ok ? { card: said.value } : { error: said.error });
    }
  },
  close: () => {
    latest.cancel();
    set({ isOpen: false });
  },
}));

function addressOf({ id, revision }: LookedAt): string {
  return revision === undefined ? id : `${id}@${revision}`;
}

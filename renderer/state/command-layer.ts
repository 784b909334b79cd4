// What of the commands lies over the page, and what the last one was refused with.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';

interface CommandLayerState {
  readonly open: 'palette' | 'shortcuts' | undefined;
  readonly error: ErrorReport | undefined;
  readonly show: (open: 'palette' | 'shortcuts', error?: ErrorReport) => void;
  readonly close: () => void;
}

export const useCommandLayer = create<CommandLayerState>((set) => ({
  open: undefined,
  error: undefined,
  show: (open, error) => set({ open, error }),
  close: () => set({ open: undefined, error: undefined }),
}));

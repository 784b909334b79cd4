// What of the commands lies over the page, what was typed in its field, and what the last one was refused with.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';

interface CommandLayerState {
  readonly open: 'palette' | 'shortcuts' | undefined;
  /** From the moment on when it was asked for, while its code comes too. */
  readonly typed: string;
  readonly error: ErrorReport | undefined;
  readonly show: (open: 'palette' | 'shortcuts', error?: ErrorReport) => void;
  readonly type: (typed: string) => void;
  readonly close: () => void;
}

export const useCommandLayer = create<CommandLayerState>((set) => ({
  open: undefined,
  typed: '',
  error: undefined,
  show: (open, error) =>
    set((before) => ({ open, error, typed: before.open === open ? before.typed : '' })),
  type: (typed) => set({ typed }),
  close: () => set({ open: undefined, error: undefined, typed: '' }),
}));

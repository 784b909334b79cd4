// What was written about drawing and not saved yet; it stays while the page does, whichever screen is open.

import { create } from 'zustand';
import type { DrawingDraft } from '../settings/drawing-draft.ts';

interface DrawingDrafts {
  readonly drafts: Partial<DrawingDraft>;
  readonly write: (part: Partial<DrawingDraft>) => void;
  readonly discard: () => void;
}

export const useDrawingDrafts = create<DrawingDrafts>((set) => ({
  drafts: {},
  write: (part) => set(({ drafts }) => ({ drafts: { ...drafts, ...part } })),
  discard: () => set({ drafts: {} }),
}));

// Notes of provenance that the engine found in pictures which came from outside, by the picture. They
// outlive a reload, as the drafts do that the pictures are attached to.

import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ArtefactId } from '../../shared/media.ts';
import { type ProvenanceNote, ProvenanceNoteSchema } from '../../shared/provenance-note.ts';

type Notes = Readonly<Record<ArtefactId, ProvenanceNote>>;

interface PictureNotes {
  readonly notes: Notes;
  readonly keep: (picture: ArtefactId, note: ProvenanceNote) => void;
}

/** The oldest are forgotten. */
const MOST_KEPT = 50;

const KeptSchema = z.object({ notes: z.record(z.string(), ProvenanceNoteSchema) });

export const usePictureNotes = create<PictureNotes>()(
  persist(
    (set) => ({
      notes: {},
      keep: (picture, note) =>
        set(({ notes: { [picture]: _before, ...others } }) => ({
          notes: Object.fromEntries([...Object.entries(others), [picture, note]].slice(-MOST_KEPT)),
        })),
    }),
    {
      name: 'ensemble.notes',
      partialize: ({ notes }) => ({ notes }),
      merge: (stored, state) => ({ ...state, ...KeptSchema.safeParse(stored).data }),
    },
  ),
);

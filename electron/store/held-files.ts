// Files that were added in this session and that no run names yet: an upload that waits to be sent, what a
// task has just made. Until a run names them, nothing but the next start may remove them.

import type { RunEvent } from '../../shared/events.ts';
import type { ArtefactId } from '../../shared/media.ts';
import { filesOfEvent } from '../../shared/run-files.ts';

export interface HeldFiles {
  readonly hold: (id: ArtefactId) => void;
  /** What the event names is kept by its run from now on. */
  readonly release: (event: RunEvent) => void;
  readonly has: (id: ArtefactId) => boolean;
  readonly all: () => readonly ArtefactId[];
}

export function createHeldFiles(): HeldFiles {
  const held = new Set<ArtefactId>();
  return {
    hold: (id) => held.add(id),
    release: (event) => {
      for (const { artefact } of filesOfEvent(event)) {
        held.delete(artefact.id);
      }
    },
    has: (id) => held.has(id),
    all: () => [...held],
  };
}

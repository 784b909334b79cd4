// Changes that have not been run, by run: they stay while the panel is open, whatever is selected.

import { useState } from 'react';
import type { TaskState } from '../../shared/task-states.ts';
import { type Drafts, NO_DRAFTS, type TaskDraft, withChange } from './rerun-draft.ts';

export interface TaskDrafts {
  readonly drafts: Drafts;
  readonly of: (state: TaskState) => TaskDraft | undefined;
  readonly change: (state: TaskState, change: Partial<TaskDraft>) => void;
  /** Drops those of this run. */
  readonly discard: () => void;
}

export function useDrafts(runId: string): TaskDrafts {
  const [byRun, setByRun] = useState<ReadonlyMap<string, Drafts>>(new Map());
  const drafts = byRun.get(runId) ?? NO_DRAFTS;
  return {
    drafts,
    of: ({ task }) => drafts.get(task.id),
    change: (state, change) =>
      setByRun((all) =>
        new Map(all).set(runId, withChange(all.get(runId) ?? NO_DRAFTS, state, change)),
      ),
    discard: () => setByRun((all) => new Map(all).set(runId, NO_DRAFTS)),
  };
}

// Makes the run again from one task on, with what was changed, as a run beside it; or stops a task.

import { useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import type { TaskId } from '../../shared/plan.ts';
import { answerOf, engine } from '../api/client.ts';
import { siblingsOf } from '../state/run-place.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { changesFrom, type Drafts } from './rerun-draft.ts';

export interface TaskActions {
  readonly isBusy: boolean;
  /** Why the last one was refused. */
  readonly error: ErrorReport | undefined;
  readonly runFrom: (task: TaskId, drafts: Drafts) => Promise<void>;
  readonly stop: (task: TaskId) => Promise<void>;
}

interface TaskActionsOptions {
  readonly runId: string;
  /** The new run is there, so that the changes are drafts no more. */
  readonly onBegun: () => void;
}

export function useTaskActions({ runId, onBegun }: TaskActionsOptions): TaskActions {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  const call = async <Value>(asked: Promise<Value>): Promise<Value | undefined> => {
    setBusy(true);
    const answer = await answerOf(asked);
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    return answer.ok ? answer.value : undefined;
  };
  return {
    isBusy,
    error,
    runFrom: async (task, drafts) => {
      const siblings = siblingsOf(useRuns.getState().runs, runId);
      const begun = await call(engine.runs.rerun({ runId, ...changesFrom(task, drafts) }));
      if (begun !== undefined) {
        onBegun();
        const view = useView.getState();
        view.choose(begun.runId, siblings);
        view.openPanel(begun.runId, task);
      }
    },
    stop: async (task) => {
      await call(engine.runs.cancel({ runId, task }));
    },
  };
}

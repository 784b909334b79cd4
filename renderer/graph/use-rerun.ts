// Makes the run again from one task on, with what was changed, as a run beside it; or stops a task.

import { useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import type { TaskId } from '../../shared/plan.ts';
import { engine, errorOf } from '../api/client.ts';
import { showBegun } from '../state/begin-run.ts';
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
  const act = async (call: Promise<ErrorReport | undefined>) => {
    setBusy(true);
    setError(await call);
    setBusy(false);
  };
  return {
    isBusy,
    error,
    runFrom: (task, drafts) => {
      const siblings = siblingsOf(useRuns.getState().runs, runId);
      const rerun = engine.runs.rerun({ runId, ...changesFrom(task, drafts) });
      const onShown = (begun: string) => {
        onBegun();
        useView.getState().openPanel(begun, task);
      };
      return act(showBegun(rerun, siblings, onShown));
    },
    stop: (task) => act(errorOf(engine.runs.cancel({ runId, task }))),
  };
}

// What can be done with a run that is there: stop it, go on with it, do it or a part of it again.

import { useState } from 'react';
import type { RunPlace } from '../../shared/contract.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { TaskId } from '../../shared/plan.ts';
import { engine, errorOf } from '../api/client.ts';
import { askedFiles } from '../state/asked-files.ts';
import { showBegun } from '../state/begin-run.ts';
import { placeBeside, siblingsOf } from '../state/run-place.ts';
import { useRuns } from '../state/runs.ts';

export interface RunActions {
  /** The same request once more, as a run beside this one. */
  readonly again: () => void;
  /** The same, with a plan made anew. */
  readonly planAgain: () => void;
  /** A task and all that depends on it once more, as a run beside this one. */
  readonly againFrom: (task: TaskId) => void;
  readonly resume: () => void;
  readonly stop: () => void;
  readonly isBusy: boolean;
  /** Why the last of them was refused. */
  readonly error: ErrorReport | undefined;
}

export function useRunActions({ runId, request, attachments, conversation }: RunState): RunActions {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  const act = async (call: () => Promise<ErrorReport | undefined>) => {
    setBusy(true);
    setError(await call());
    setBusy(false);
  };
  const beside = (call: Promise<RunPlace>) =>
    showBegun(call, siblingsOf(useRuns.getState().runs, runId));
  const startAgain = (how: { readonly replan?: true } = {}) => {
    const files = askedFiles(attachments);
    const place = placeBeside(useRuns.getState().runs, runId);
    act(() => beside(engine.runs.start({ request, files, conversation, ...place, ...how })));
  };
  return {
    isBusy,
    error,
    again: () => startAgain(),
    planAgain: () => startAgain({ replan: true }),
    againFrom: (task) => {
      act(() => beside(engine.runs.rerun({ runId, from: task })));
    },
    resume: () => {
      act(() => showBegun(engine.runs.resume({ runId })));
    },
    stop: () => {
      act(() => errorOf(engine.runs.cancel({ runId })));
    },
  };
}

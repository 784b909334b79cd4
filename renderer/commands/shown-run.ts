// The run that a command is about: that of the open panel, else the last one that is shown.

import type { RunState } from '../../shared/events.ts';
import { threadOf } from '../../shared/threads.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';

export function shownRun(): RunState | undefined {
  const { panel } = useView.getState();
  return useRuns.getState().runs.find(({ runId }) => runId === panel?.runId) ?? lastRun();
}

export function lastRun(): RunState | undefined {
  const { screen, chosen } = useView.getState();
  return screen === 'chat'
    ? threadOf(useRuns.getState().runs, new Set(chosen)).at(-1)?.run
    : undefined;
}

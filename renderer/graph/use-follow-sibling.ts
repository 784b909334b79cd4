// Keeps the panel at the run that the chat shows: when the person turns to another version of it, the
// panel turns too.

import { useEffect } from 'react';
import { threadOf } from '../../shared/threads.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';

export function useFollowSibling(): void {
  const chosen = useView((view) => view.chosen);
  useEffect(() => {
    const { panel, openPanel } = useView.getState();
    const { runs } = useRuns.getState();
    const place = threadOf(runs, new Set(chosen)).find(({ siblings }) =>
      siblings.some(({ runId }) => runId === panel?.runId),
    );
    if (place !== undefined && place.run.runId !== panel?.runId) {
      openPanel(place.run.runId, panel?.task);
    }
  }, [chosen]);
}

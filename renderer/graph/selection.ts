// The task that is selected in the panel, and whether its details are open.

import { useEffect, useState } from 'react';
import type { TaskId } from '../../shared/plan.ts';
import { useView } from '../state/view.ts';

export interface Selection {
  readonly selected: TaskId | undefined;
  readonly isOpen: boolean;
  /** Moves on; details that are open follow. */
  readonly select: (task: TaskId) => void;
  /** With the keys, the details take the focus. */
  readonly open: (task: TaskId, how?: 'keys') => void;
  readonly takesFocus: boolean;
  readonly close: () => void;
}

/** The address of what is open is in the view; what is only selected is the panel's own. */
export function useSelection(runId: string): Selection {
  const opened = useView(({ panel }) => panel?.task);
  const openPanel = useView((view) => view.openPanel);
  const [cursor, setCursor] = useState(opened);
  const [takesFocus, setTakesFocus] = useState(false);
  useEffect(() => {
    if (opened !== undefined) {
      setCursor(opened);
    }
  }, [opened]);
  const isOpen = opened !== undefined;
  return {
    selected: opened ?? cursor,
    isOpen,
    takesFocus,
    select: (task) => (isOpen ? openPanel(runId, task) : setCursor(task)),
    open: (task, how) => {
      setTakesFocus(how === 'keys');
      openPanel(runId, task);
    },
    close: () => openPanel(runId),
  };
}

// Opens the conversation of a run, with that run in sight and the task beside it.

import { reduceRun } from '../../shared/events.ts';
import type { Provenance } from '../../shared/gallery.ts';
import { engine } from '../api/client.ts';
import { siblingsOf } from '../state/run-place.ts';
import { useView } from '../state/view.ts';

type RunOfFile = Pick<Provenance, 'run' | 'conversation' | 'task'>;

/** @throws where the conversation can't be opened */
export async function openRun({ run, conversation, task }: RunOfFile): Promise<void> {
  const { runs } = await engine.conversations.open({ id: conversation });
  const { choose, goTo, openPanel, seek } = useView.getState();
  choose(run, siblingsOf(runs.map(reduceRun), run));
  goTo(conversation);
  openPanel(run, task);
  seek(run);
}

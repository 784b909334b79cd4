// What a request goes on with: the runs of its conversation that lead to it, as turns, and the files that
// they were given and made.

import { type RunState, reduceRun } from '../shared/events.ts';
import type { NamedArtefact } from '../shared/media.ts';
import { filesOfRun, filesOfTask } from '../shared/run-files.ts';
import { pathTo } from '../shared/threads.ts';
import type { Turn, TurnFile } from './controllers/controller.ts';
import type { Store } from './store/store.ts';

export interface EarlierTurns {
  /** The latest last. */
  readonly earlier: readonly NamedArtefact[];
  /** The oldest first. */
  readonly history: readonly Turn[];
}

/** @param last a run of the conversation, its own turn included; without one there is nothing earlier */
export function earlierTurns(
  { runs }: Pick<Store, 'runs'>,
  conversation: string,
  last: string | undefined,
): EarlierTurns {
  if (last === undefined) {
    return { earlier: [], history: [] };
  }
  const all = runs.ofConversation(conversation).map((id) => reduceRun(runs.events(id)));
  const path = pathTo(all, last);
  return { earlier: path.flatMap(filesOfRun), history: path.map(toTurn) };
}

function toTurn(run: RunState): Turn {
  const { request, answer, attachments, tasks } = run;
  const given = attachments.map((file) => toTurnFile(file, 'given'));
  const made = tasks.flatMap((state) =>
    filesOfTask(state).map((file) => toTurnFile(file, state.task.type)),
  );
  return { request, answer, files: [...given, ...made] };
}

function toTurnFile({ name, artefact }: NamedArtefact, from: TurnFile['from']): TurnFile {
  return { name, kind: artefact.kind, from };
}

// Where a new run belongs in its conversation.

import { parentsOf, type ThreadRun, threadOf } from '../../shared/threads.ts';

interface RequestPlace {
  readonly parent?: string;
  readonly origin?: string;
}

/** Behind the last run of the thread that is shown. */
export function placeAtEnd(runs: readonly ThreadRun[], chosen: readonly string[]): RequestPlace {
  const last = threadOf(runs, new Set(chosen)).at(-1)?.run.runId;
  return last === undefined ? {} : { parent: last };
}

/** Beside a run, behind what that one follows. */
export function placeBeside(runs: readonly ThreadRun[], origin: string): RequestPlace {
  const parent = parentsOf(runs).get(origin);
  return parent === undefined ? { origin } : { origin, parent };
}

/** The runs that stand beside one, itself included. */
export function siblingsOf(runs: readonly ThreadRun[], runId: string): readonly string[] {
  const parents = parentsOf(runs);
  return runs
    .filter((run) => parents.get(run.runId) === parents.get(runId))
    .map((run) => run.runId);
}

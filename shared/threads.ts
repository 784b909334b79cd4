// A conversation is a tree of runs: a request that was edited or tried again stands beside the first
// one. A thread is one way through that tree, from the first request to the last.

export interface ThreadRun {
  readonly runId: string;
  /** The run that this one repeats with changes. */
  readonly origin?: string | undefined;
  /** The run that this one follows. */
  readonly parent?: string | undefined;
}

/** One place of a thread: the run that is shown, among those that stand beside it, the oldest first. */
export interface Place<Run extends ThreadRun> {
  readonly run: Run;
  readonly siblings: readonly Run[];
}

/**
 * The run that each run follows. One that says neither what it follows nor what it repeats follows
 * the one before it.
 * @param runs of one conversation, the oldest first
 */
export function parentsOf(runs: readonly ThreadRun[]): ReadonlyMap<string, string | undefined> {
  const parents = new Map<string, string | undefined>();
  let before: string | undefined;
  for (const { runId, origin, parent } of runs) {
    const repeated = origin !== undefined && parents.has(origin);
    parents.set(runId, parent ?? (repeated ? parents.get(origin) : before));
    before = runId;
  }
  return parents;
}

/**
 * The thread that is shown.
 * @param runs of one conversation, the oldest first
 * @param chosen ids of runs that the person turned to; elsewhere the latest is shown
 */
export function threadOf<Run extends ThreadRun>(
  runs: readonly Run[],
  chosen: ReadonlySet<string> = new Set(),
): readonly Place<Run>[] {
  const parents = parentsOf(runs);
  const children = Map.groupBy(runs, ({ runId }) => parents.get(runId));
  const thread: Place<Run>[] = [];
  for (let siblings = children.get(undefined); siblings !== undefined; ) {
    const run = siblings.findLast(({ runId }) => chosen.has(runId)) ?? siblings.at(-1);
    if (run === undefined) {
      break;
    }
    thread.push({ run, siblings });
    siblings = children.get(run.runId);
  }
  return thread;
}

/** The runs that lead to one, itself included, the oldest first. */
export function pathTo<Run extends ThreadRun>(runs: readonly Run[], runId: string): readonly Run[] {
  const parents = parentsOf(runs);
  const byId = new Map(runs.map((run) => [run.runId, run]));
  const path: Run[] = [];
  for (let run = byId.get(runId); run !== undefined; run = byId.get(parents.get(run.runId) ?? '')) {
    path.unshift(run);
  }
  return path;
}

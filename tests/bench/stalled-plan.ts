// How soon a task starts after the one it waits for, while the rest of the plan has not come yet.

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createRandom } from '../../assets/random.ts';
import { startExecution } from '../../electron/pipeline/execute.ts';
import { openStore, type Store } from '../../electron/store/store.ts';
import { type Graph, type Shape, toPlan } from './graphs.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';
import { openRun, type Span, selectionsFor, storedDeps, waitingExpert } from './rig.ts';

const REPEATS = 15;
const GOAL_MS = 2;
/** Milliseconds from the first half of the plan to the second. */
const STALL_MS = 300;
/** Tasks of the first half: three roots, then two levels that wait for them. The rest comes late. */
const FIRST = 9;
const SHAPE: Shape = [[], [], [], [0], [1], [0, 2], [3], [4, 5], [2], [6], [7, 8]];

interface Start {
  /** Milliseconds from the end of the last task that it needs to its own start. */
  readonly afterParent: number;
  /** Milliseconds to the second half of the plan, for which it would have waited. */
  readonly untilPlanned: number;
}

export async function measureStalledPlan(): Promise<readonly Row[]> {
  const starts = await inFolder(async (folder) => {
    const store = openStore(folder, Date.now);
    try {
      return (await repeat(REPEATS, (index) => runStalled(store, index))).flat();
    } finally {
      store.close();
    }
  });
  const waits = starts.map(({ afterParent }) => afterParent);
  const whole = starts.map(({ untilPlanned }) => untilPlanned);
  return [
    {
      what: `start after the parent's end while the plan stalls, ${starts.length} starts`,
      reference: `at the rest of the plan: ${median(whole).toFixed(0)} ms`,
      ours: `${spread(waits)} ms`,
      ratio: spread(
        waits.map((wait, index) => wait / (whole[index] ?? Number.NaN)),
        4,
      ),
      goal: { text: `≤ ${GOAL_MS} ms`, isMet: median(waits) <= GOAL_MS },
    },
  ];
}

async function runStalled(store: Store, seed: number): Promise<readonly Start[]> {
  const { uniform } = createRandom(seed);
  const tasks = SHAPE.map((needs) => {
    const ms = 20 + Math.round(uniform() * 40);
    return { needs, ms, expectedMs: ms };
  });
  const graph: Graph = { name: 'stalled', tasks };
  const nonce = randomUUID(); // so that nothing is taken from an earlier run
  const plan = toPlan(SHAPE, () => nonce);
  const spans = new Map<number, Span>();
  const selections = selectionsFor(plan, waitingExpert(graph, spans), graph);
  const deps = storedDeps(store, { emit: openRun(store, plan).emit, slots: SHAPE.length });
  const execution = startExecution(deps, new AbortController().signal);
  execution.add(plan.slice(0, FIRST), selections);
  await setTimeout(STALL_MS);
  const plannedAt = performance.now();
  execution.add(plan.slice(FIRST), selections);
  await execution.finish();
  return startsOf(spans, plannedAt);
}

function startsOf(spans: ReadonlyMap<number, Span>, plannedAt: number): readonly Start[] {
  return SHAPE.slice(0, FIRST).flatMap((needs, id) => {
    const span = spans.get(id);
    if (span === undefined || span.end > plannedAt) {
      throw new Error(`Task ${id} had not ended when the rest of the plan came.`);
    }
    const parentsEnd = Math.max(...needs.map((need) => spans.get(need)?.end ?? Number.NaN));
    return needs.length === 0
      ? []
      : [{ afterParent: span.start - parentsEnd, untilPlanned: plannedAt - parentsEnd }];
  });
}

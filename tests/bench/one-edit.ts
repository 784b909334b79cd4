// One task's argument changed in a graph of a thousand tasks whose results are kept: which run again.

import { createRandom } from '../../assets/random.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { startExecution } from '../../electron/pipeline/execute.ts';
import { openStore, type Store } from '../../electron/store/store.ts';
import { assignExperts } from '../fakes/execution.ts';
import { fakeExpert, textOf } from '../fakes/experts.ts';
import { randomShape, type Shape, toPlan } from './graphs.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';
import { storedDeps } from './rig.ts';

const TASKS = 1000;
const EDITS = 15;
/** So that what is downstream of a task is neither nearly nothing nor nearly everything. */
const REACH = 50;

interface Edit {
  readonly isExact: boolean;
  readonly cone: number;
  readonly ran: number;
  readonly ms: number;
}

/** The edited task and whatever needs it, found by looking at every task after it once. */
function expectedCone(shape: Shape, edited: number): ReadonlySet<number> {
  const cone = new Set([edited]);
  for (const [id, needs] of shape.entries()) {
    if (needs.some((need) => cone.has(need))) {
      cone.add(id);
    }
  }
  return cone;
}

/** Runs the graph; the ids of the tasks whose expert was called. */
async function whatRuns(
  shape: Shape,
  mark: (id: number) => string,
  store: Store,
): Promise<{ readonly ran: readonly number[]; readonly ms: number }> {
  const ran: number[] = [];
  const expert: Expert = fakeExpert('text-generation', {
    perform: async (inputs) => {
      const text = textOf(inputs);
      ran.push(Number.parseInt(text, 10));
      return { text: String(text.length) };
    },
  });
  const plan = toPlan(shape, mark);
  const deps = storedDeps(store, { emit: () => {}, slots: 4 });
  const before = performance.now();
  const execution = startExecution(deps, new AbortController().signal);
  execution.add(plan, assignExperts(plan, [expert]));
  await execution.finish();
  return { ran, ms: performance.now() - before };
}

/** An edit of its own each time, after the store was closed and opened again. */
async function editOnce(shape: Shape, edited: number, folder: string): Promise<Edit> {
  const store = openStore(folder, Date.now);
  try {
    const cone = expectedCone(shape, edited);
    const { ran, ms } = await whatRuns(
      shape,
      (id) => (id === edited ? `changed ${edited}` : ''),
      store,
    );
    const isExact = ran.length === cone.size && ran.every((id) => cone.has(id));
    return { isExact, cone: cone.size, ran: ran.length, ms };
  } finally {
    store.close();
  }
}

export async function measureOneEdit(): Promise<readonly Row[]> {
  const random = createRandom(7);
  const shape = randomShape(TASKS, random, REACH);
  // Each of them another task, from all over the graph.
  const places = Array.from({ length: EDITS }, (_, index) =>
    Math.floor(((index + random.uniform()) * TASKS) / EDITS),
  );
  return inFolder(async (folder) => {
    const store = openStore(folder, Date.now);
    const first = await whatRuns(shape, () => '', store).finally(store.close);
    const edits = await repeat(EDITS, (index) => editOnce(shape, places[index] ?? 0, folder));
    const exact = edits.filter(({ isExact }) => isExact).length;
    return [
      {
        what: `one edit in ${TASKS} tasks, kept results, after a restart: tasks run ÷ downstream cone`,
        reference: `cone ${spread(
          edits.map(({ cone }) => cone),
          0,
        )}`,
        ours: `ran ${spread(
          edits.map(({ ran }) => ran),
          0,
        )}`,
        ratio: spread(edits.map(({ ran, cone }) => ran / cone)),
        goal: { text: 'equal', isMet: exact === EDITS && first.ran.length === TASKS },
      },
      {
        what: 'time of a run after one edit ÷ of the first run, tasks that do nothing, real store',
        reference: `${first.ms.toFixed(0)} ms`,
        ours: `${median(edits.map(({ ms }) => ms)).toFixed(0)} ms`,
        ratio: spread(edits.map(({ ms }) => ms / first.ms)),
      },
    ];
  });
}

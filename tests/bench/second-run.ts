// The demo's request asked twice of a whole engine: the second time nothing has to be done again.

import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine.ts';
import { SAMPLES_FOLDER, sampleRequests } from '../../electron/samples.ts';
import { type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';

const ENGINES = 15;
const GOAL = 0.1;

interface Asked {
  readonly ms: number;
  readonly state: RunState;
}

/** Follows a run to its end. */
async function follow(events: AsyncIterable<RunEvent>): Promise<Asked> {
  const before = performance.now();
  const seen = await Array.fromAsync(events);
  return { ms: performance.now() - before, state: reduceRun(seen) };
}

/** @throws Error where a task did not finish, or was or was not taken from before against what is said */
function check({ state }: Asked, isReused: boolean): void {
  for (const task of state.tasks) {
    if (task.status !== 'finished' || task.reused !== isReused) {
      throw new Error(`Task ${task.task.id} is ${task.status}, and should be reused: ${isReused}.`);
    }
  }
}

async function runThrice(engine: Engine) {
  const demo = sampleRequests()[0];
  if (demo === undefined) {
    throw new Error('demos/requests.json is empty.');
  }
  const files = demo.files.map((name) => join(SAMPLES_FOLDER, name));
  const ask = () => follow(engine.ask(demo.request, { files }));
  const first = await ask();
  const second = await ask();
  const warm = await follow(engine.rerun(first.state.runId, { from: 0 }));
  check(first, false);
  check(second, true);
  check(warm, false);
  return { first: first.ms, second: second.ms, warm: warm.ms };
}

export async function measureSecondRun(): Promise<readonly Row[]> {
  const runs = await repeat(ENGINES, () =>
    inFolder(async (home) => {
      const engine = createEngine({ home, mode: 'local' });
      try {
        return await runThrice(engine);
      } finally {
        await engine.close();
      }
    }),
  );
  const row = (what: string, reference: readonly number[]) => ({
    what,
    reference: `${median(reference).toFixed(0)} ms`,
    ours: `${median(runs.map(({ second }) => second)).toFixed(0)} ms`,
    ratio: spread(
      runs.map(({ second }, index) => second / (reference[index] ?? Number.NaN)),
      3,
    ),
  });
  const ratios = runs.map(({ first, second }) => second / first);
  const colds = runs.map(({ first }) => first);
  const warms = runs.map(({ warm }) => warm);
  return [
    {
      ...row(`the invoice request: second run ÷ first, ${ENGINES} new engines`, colds),
      goal: { text: `≤ ${GOAL}`, isMet: median(ratios) <= GOAL },
    },
    row('the same ÷ a run done anew with experts loaded', warms),
  ];
}

// What the scheduler itself costs: graphs whose tasks do nothing, with no store behind them.

import { createRandom } from '../../assets/random.ts';
import { startExecution } from '../../electron/pipeline/execute.ts';
import { assignExperts, executionDeps } from '../fakes/execution.ts';
import { sayingExpert } from '../fakes/experts.ts';
import { randomShape, type Shape, toPlan } from './graphs.ts';
import { median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';

const PAIRS = 10;
const SIZES = { small: 1000, large: 10_000, huge: 40_000 };
const COST_GOAL = 20;
const LINEAR_GOAL = 1.5;

/** Microseconds per task from hand-over to the last end. */
async function costPerTask(shape: Shape): Promise<number> {
  const plan = toPlan(shape, () => 'cost');
  const selections = assignExperts(plan, [sayingExpert('text-generation', 'x')]);
  let finished = 0;
  const emit = ({ type }: { readonly type: string }) => {
    finished += type === 'task-finished' ? 1 : 0;
  };
  const deps = executionDeps({ emit, cpuSlots: 4 });
  const before = performance.now();
  const execution = startExecution(deps, new AbortController().signal);
  execution.add(plan, selections);
  await execution.finish();
  const ms = performance.now() - before;
  if (finished !== shape.length) {
    throw new Error(`${finished} of ${shape.length} tasks finished.`);
  }
  return (ms * 1000) / shape.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Microseconds per task where every task is one bare promise that waits for those of its needs. */
async function promiseCost(shape: Shape): Promise<number> {
  const before = performance.now();
  const ends: Promise<string>[] = [];
  for (const needs of shape) {
    ends.push(Promise.all(needs.map((need) => ends[need])).then(() => 'x'));
  }
  await Promise.all(ends);
  return ((performance.now() - before) * 1000) / shape.length;
}

export async function measureSchedulerCost(): Promise<readonly Row[]> {
  const small = randomShape(SIZES.small, createRandom(1));
  const large = randomShape(SIZES.large, createRandom(2));
  const huge = randomShape(SIZES.huge, createRandom(3));
  await repeat(5, () => costPerTask(small)); // until the code has been compiled
  const pairs = await repeat(PAIRS, async () => ({
    bare: await promiseCost(large),
    // As many tasks on both sides, and their mean, so that each pays for its own collection of garbage.
    small: mean(await repeat(SIZES.large / SIZES.small, () => costPerTask(small))),
    large: await costPerTask(large),
    huge: await costPerTask(huge),
  }));
  const costs = pairs.map((pair) => pair.large);
  return [
    {
      what: 'scheduler cost per task, 10,000 tasks that do nothing',
      reference: `bare promises ${median(pairs.map(({ bare }) => bare)).toFixed(1)} µs`,
      ours: `${spread(costs, 1)} µs`,
      ratio: spread(
        pairs.map((pair) => pair.large / pair.bare),
        1,
      ),
      goal: { text: `≤ ${COST_GOAL} µs`, isMet: median(costs) <= COST_GOAL },
    },
    growthRow(pairs, { from: 'large', to: 'huge', goal: LINEAR_GOAL }),
    growthRow(pairs, { from: 'small', to: 'large' }),
  ];
}

type Costs = Readonly<Record<keyof typeof SIZES, number>>;

function growthRow(
  pairs: readonly Costs[],
  { from, to, goal }: { from: keyof Costs; to: keyof Costs; goal?: number },
): Row {
  const growth = pairs.map((pair) => pair[to] / pair[from]);
  const cost = (size: keyof Costs) =>
    `${spread(
      pairs.map((pair) => pair[size]),
      1,
    )} µs`;
  const [more, fewer] = [SIZES[to], SIZES[from]].map((size) => size.toLocaleString('en'));
  return {
    what: `scheduler cost per task at ${more} ÷ at ${fewer} tasks`,
    reference: cost(from),
    ours: cost(to),
    ratio: spread(growth),
    ...(goal !== undefined && { goal: { text: `≤ ${goal}`, isMet: median(growth) <= goal } }),
  };
}

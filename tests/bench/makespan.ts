// How long graphs of waiting tasks take: against what no schedule can beat, and against the original.

import { openStore } from '../../electron/store/store.ts';
import { type Durations, idealMakespan, lowerBound } from './bound.ts';
import { type Graph, randomGraphs, recordedGraphs } from './graphs.ts';
import { inFolder, median, spread, timed } from './measure.ts';
import { runOriginalLoop } from './original-loop.ts';
import type { Row } from './report.ts';
import { type GraphRun, runGraph } from './rig.ts';

/** The last is more than any of the graphs can use. */
const SLOTS = [2, 4, 64];
const RANDOM_GRAPHS = 15;
const WARM_UP = 8;
const BOUND_GOAL = 1.02;
const ORIGINAL_GOAL = 4;

interface Measured {
  readonly kind: 'recorded' | 'random';
  /** By the places of SLOTS. */
  readonly runs: readonly {
    readonly bound: number;
    readonly ideal: number;
    readonly ours: number;
  }[];
  readonly original: number;
}

export async function measureMakespans(): Promise<readonly Row[]> {
  const graphs = [
    ...(await recordedGraphs()).map((graph) => ({ kind: 'recorded', graph }) as const),
    ...randomGraphs(RANDOM_GRAPHS).map((graph) => ({ kind: 'random', graph }) as const),
  ];
  const measured = await inFolder(async (folder) => {
    const store = openStore(folder, Date.now);
    const found: Measured[] = [];
    try {
      for (const { graph } of graphs.slice(-WARM_UP)) {
        await runGraph(graph, 64, store); // until the code has been compiled
      }
      for (const { kind, graph } of graphs) {
        const runs: Measured['runs'][number][] = [];
        for (const slots of SLOTS) {
          runs.push(hold(graph, slots, await runGraph(graph, slots, store)));
        }
        const original = await timed(() => runOriginalLoop(graph));
        found.push({ kind, runs, original });
      }
    } finally {
      store.close();
    }
    return found;
  });
  return [
    ...SLOTS.map((slots, place) => boundRow(measured, slots, place)),
    costRow(measured),
    ...originalRows(measured),
  ];
}

function hold(graph: Graph, slots: number, { makespanMs, spans }: GraphRun) {
  const took: Durations = graph.tasks.map((_, id) => {
    const span = spans.get(id);
    return span === undefined ? 0 : span.end - span.start;
  });
  return {
    bound: lowerBound(graph, took, slots),
    ideal: idealMakespan(graph, took, slots),
    ours: makespanMs,
  };
}

function slotWords(slots: number): string {
  return slots === SLOTS.at(-1) ? 'slots for all' : `${slots} slots`;
}

function boundRow(measured: readonly Measured[], slots: number, place: number): Row {
  const runs = measured.flatMap(({ runs }) => runs[place] ?? []);
  const ratios = runs.map(({ ours, bound }) => ours / bound);
  const virtual = median(runs.map(({ ideal, bound }) => ideal / bound));
  return {
    what: `makespan ÷ max(critical path, work ÷ slots), ${slotWords(slots)}, ${runs.length} graphs`,
    reference: `${median(runs.map(({ bound }) => bound)).toFixed(0)} ms; in virtual time ${virtual.toFixed(3)}`,
    ours: `${median(runs.map(({ ours }) => ours)).toFixed(0)} ms`,
    ratio: spread(ratios, 3),
    goal: { text: `≤ ${BOUND_GOAL}`, isMet: median(ratios) <= BOUND_GOAL },
  };
}

function costRow(measured: readonly Measured[]): Row {
  const runs = measured.flatMap(({ runs }) => runs);
  const ratios = runs.map(({ ours, ideal }) => ours / ideal);
  return {
    what: `the same ÷ longest path first in virtual time, ${runs.length} runs`,
    reference: `${median(runs.map(({ ideal }) => ideal)).toFixed(0)} ms`,
    ours: `${median(runs.map(({ ours }) => ours)).toFixed(0)} ms`,
    ratio: spread(ratios, 3),
  };
}

function originalRows(measured: readonly Measured[]): readonly Row[] {
  const parts = [
    { name: 'all graphs', some: measured },
    { name: 'recorded', some: measured.filter(({ kind }) => kind === 'recorded') },
    { name: 'random', some: measured.filter(({ kind }) => kind === 'random') },
  ];
  return parts.map(({ name, some }) => {
    const ours = some.map(({ runs }) => runs.at(-1)?.ours ?? Number.NaN);
    const ratios = some.map(({ original }, index) => original / (ours[index] ?? Number.NaN));
    const isGoal = some === measured;
    return {
      what: `the original's loop ÷ ours, ${name} (${some.length}), slots for all`,
      reference: `${median(some.map(({ original }) => original)).toFixed(0)} ms`,
      ours: `${median(ours).toFixed(0)} ms`,
      ratio: spread(ratios),
      ...(isGoal && {
        goal: { text: `≥ ${ORIGINAL_GOAL}`, isMet: median(ratios) >= ORIGINAL_GOAL },
      }),
    };
  });
}

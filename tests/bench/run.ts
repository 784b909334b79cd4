// `npm run bench`: every benchmark in turn, one table on the screen and in docs/benchmarks.md.

import { writeFileSync } from 'node:fs';
import { measureDiffusion } from './diffusion.ts';
import { measureEventAppend } from './event-append.ts';
import { measureInference } from './inference.ts';
import { measureMakespans } from './makespan.ts';
import { measureOneEdit } from './one-edit.ts';
import { type Row, toPage, toTable } from './report.ts';
import { measureSchedulerCost } from './scheduler-cost.ts';
import { measureScreen } from './screen.ts';
import { measureSecondRun } from './second-run.ts';
import { measureStalledPlan } from './stalled-plan.ts';

const NOTES = [
  'Makespans: tasks wait on a timer for 21 to 98 ms, so they take no processor; every event and result goes to a real store. Recorded graphs are the plans of `demos/requests.json` and twelve shapes of well-known HuggingGPT requests; random ones have 10 to 40 tasks with up to three needs each. The scheduler is told the mean of a task’s kind, from which a task differs by up to 15 %.',
  'The bound uses the durations that were measured inside the tasks, so that a timer that fires late counts neither for nor against the scheduler. No schedule can be shorter than max(critical path, work ÷ slots), but one that short need not exist: three equal tasks on two slots take 1.33 times the bound in any order. “In virtual time” is the ratio of the same rule, longest expected path first, to the same bound when decisions cost nothing; the row below the three shows what is left of the ratio as the scheduler’s own. Whether another order would be shorter was not searched.',
  'The original’s loop is restated from a description of what the published program does. It has no limit of threads, so ours is given slots for all; a graph without edges never makes it sleep, and there the two are equal.',
  'Scheduler cost: one graph with up to three needs a task, four slots, experts that return at once, nothing stored; from hand-over to the last end, with keys, time limits, slots and events. Whether the cost is linear is asked from 10,000 tasks on: a graph of 1,000 is so small that all of it is still young garbage when it ends, which no larger one can be; that row is given too, without a goal. Every step of the scheduler itself is constant or logarithmic in the number of tasks.',
  'Stalled plan: nine tasks are handed over, two more come 300 ms later; counted are the starts that wait for a task, with a real store. The reference is when they would start if they waited for the rest of the plan.',
  'One edit: results in a real store that is closed and opened again before each edit; the cone is found a second way.',
  'Event append: synchronous = NORMAL in WAL mode means that an appended event survives the end of the process at any moment; after a power cut the database is whole and may lack what came after the last checkpoint. The reference writes the same text with the same settings and nothing else.',
  'Second run: a new engine in a new folder each time, so the first run also loads the experts; the last row leaves that out.',
  'Inference: the model of `models/tiny/probe` on 768 × 768 pixels, so that a run takes well over 50 ms; bare onnxruntime-node runs in the process of the benchmark with the same threads and settings. The delay of the event loop is that of the process which asks, with both cores busy.',
  'Drawing: the model of `models/tiny/diffusion` at 256 × 256 pixels, whose latents are as many as those of Stable Diffusion at 512 × 512, with guidance; steps count from the end of the first to that of the last, and what a session takes is measured around ONNX Runtime’s own `run`. A larger network makes the share of what is added smaller. Memory is what the process holds, pictures of 64 × 64.',
  'The screen: the built renderer from the server host in a headless Chromium without a GPU, 1440 × 900. Typing, panning and scrolling are the busy time of the page’s main thread for each letter, each step of the mouse and each turn of the wheel, which the pace of frames does not blur; new pages each time. A request and its answer are two messages. Both graphs are moved there and back, so that tasks stay in sight. Changes of the page are counted by a MutationObserver while 240 tasks report their progress at once.',
];

/** In their order; the noisier the moment, the less it should meet the ratios. */
const BENCHMARKS: readonly (() => Promise<readonly Row[]>)[] = [
  measureMakespans,
  measureSchedulerCost,
  measureStalledPlan,
  measureOneEdit,
  measureEventAppend,
  measureSecondRun,
  measureInference,
  measureDiffusion,
  measureScreen,
];

const before = performance.now();
const rows: Row[] = [];
for (const measure of BENCHMARKS) {
  const measured = await measure();
  rows.push(...measured);
  console.error(`${measure.name}: ${((performance.now() - before) / 1000).toFixed(0)} s`);
}
console.log(toTable(rows));
writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), toPage(rows, NOTES));

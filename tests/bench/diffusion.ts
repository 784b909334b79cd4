// What drawing by diffusion adds to its networks: the time of a step against that of the sessions in it, and
// the memory that stays after many pictures.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Diffusion, diffusionLoader } from '../../electron/runner/diffusion/diffusion.ts';
import { drawPictures } from '../../electron/runner/diffusion/draw.ts';
import { createModels } from '../../electron/runner/models.ts';
import { median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';

const MODEL = fileURLToPath(new URL('../../models/tiny/diffusion', import.meta.url));
/** Pixels of a side: latents of 64, as Stable Diffusion's at 512. */
const SIDE = 256;
const STEPS = 12;
const ROUNDS = 9;
const PICTURES = 50;
const GOALS = { overhead: 1.05, memory: 1.1 };
const MEBIBYTE = 2 ** 20;

export async function measureDiffusion(): Promise<readonly Row[]> {
  const models = createModels();
  const spec = { folder: MODEL, device: 'cpu', dtype: 'fp32', threads: 2 } as const;
  const { ways } = await models.load(spec, diffusionLoader);
  const model = await ways.open('unet');
  const rows = [await measureSteps(model), await measureMemory(model)];
  await models.unload(MODEL);
  return rows;
}

async function draw(model: Diffusion, seed: number, side: number): Promise<number[]> {
  const ends: number[] = [];
  await drawPictures(
    model,
    {
      task: 'text-to-image',
      prompt: 'a red circle',
      seed,
      steps: STEPS,
      width: side,
      height: side,
    },
    { signal: new AbortController().signal, progress: () => ends.push(performance.now()) },
  );
  return ends;
}

/** From the end of the first step to that of the last, so that words and decoding don't count. */
async function measureSteps(model: Diffusion): Promise<Row> {
  const sessions = timedSessions();
  await draw(model, 0, SIDE);
  const drawn = await repeat(ROUNDS, async (seed) => {
    sessions.begin();
    const ends = await draw(model, seed, SIDE);
    const [first = 0, last = 0] = [ends.at(0), ends.at(-1)];
    return { whole: last - first, bare: sessions.between(first, last) };
  });
  sessions.restore();
  const ratios = drawn.map(({ whole, bare }) => whole / bare);
  const step = (of: 'whole' | 'bare') =>
    `${spread(
      drawn.map((each) => each[of] / (STEPS - 1)),
      1,
    )} ms`;
  return {
    what: `a step of drawing at ${SIDE} × ${SIDE} ÷ the sum of its sessions’ run times`,
    reference: step('bare'),
    ours: step('whole'),
    ratio: spread(ratios),
    goal: { text: `≤ ${GOALS.overhead}`, isMet: median(ratios) <= GOALS.overhead },
  };
}

/** What of onnxruntime-node is timed; it is reached through Transformers.js, which brings it. */
interface TimedRuntime {
  readonly InferenceSession: {
    readonly prototype: { run: (...given: readonly unknown[]) => Promise<unknown> };
  };
}

/** Adds up what ONNX Runtime's own sessions take, whoever runs them. */
function timedSessions() {
  const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
  const runtime: TimedRuntime = createRequire(library)('onnxruntime-node');
  const { prototype } = runtime.InferenceSession;
  const { run } = prototype;
  const runs: { from: number; to: number }[] = [];
  prototype.run = async function timed(this: unknown, ...given: readonly unknown[]) {
    const from = performance.now();
    const made = await Reflect.apply(run, this, given);
    runs.push({ from, to: performance.now() });
    return made;
  };
  return {
    begin: () => runs.splice(0),
    between: (from: number, to: number) =>
      runs
        .filter((each) => each.from >= from && each.to <= to)
        .reduce((sum, each) => sum + each.to - each.from, 0),
    restore: () => {
      prototype.run = run;
    },
  };
}

async function measureMemory(model: Diffusion): Promise<Row> {
  await draw(model, 0, SIDE / 4);
  const first = process.memoryUsage.rss();
  await repeat(PICTURES - 1, (seed) => draw(model, seed + 1, SIDE / 4));
  const last = process.memoryUsage.rss();
  const ratio = last / first;
  const size = (bytes: number) => `${Math.round(bytes / MEBIBYTE)} MiB`;
  return {
    what: `memory of the process after ${PICTURES} pictures ÷ after one`,
    reference: size(first),
    ours: size(last),
    ratio: ratio.toFixed(2),
    goal: { text: `≤ ${GOALS.memory}`, isMet: ratio <= GOALS.memory },
  };
}

// What the runner adds to inference: its whole path against bare onnxruntime-node, several warm models
// against each alone, and what of it the engine's own thread feels.

import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createRunner, type Runner } from '../../electron/runner/pool.ts';
import { probePixels } from '../../electron/runner/probe-model.ts';
import { inFolder, median, repeat, spread, timed } from './measure.ts';
import type { Row } from './report.ts';

const PROBE = fileURLToPath(new URL('../../models/tiny/probe', import.meta.url));
const REGISTRY = new URL('../electron/runner/tasks.ts', import.meta.url);
/** Pixels of a side: so many that a run takes 50 ms and more on two cores. */
const SIDE = 768;
const PAIRS = 15;
const IDLE_MS = 3000;
const GOALS = { path: 1.05, series: 1.1, delay: 1.2 };
const CHANNELS = 4;

/** What of onnxruntime-node is used here; it is reached through Transformers.js, which brings it. */
interface BareRuntime {
  readonly InferenceSession: {
    create(path: string, options: object): Promise<{ run(feeds: object): Promise<BareOutput> }>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => object;
}
type BareOutput = Readonly<Record<string, { readonly data: ArrayLike<number> }>>;

async function bareRun(): Promise<() => Promise<void>> {
  const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
  const runtime: BareRuntime = createRequire(library)('onnxruntime-node');
  const session = await runtime.InferenceSession.create(join(PROBE, 'onnx/model.onnx'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  });
  return async () => {
    const pixels = new runtime.Tensor('float32', probePixels(SIDE), [1, CHANNELS, SIDE, SIDE]);
    const { answer } = await session.run({ pixels });
    if (answer?.data.length !== 16) {
      throw new Error('Bare ONNX Runtime gave no answer.');
    }
  };
}

async function viaRunner(runner: Runner, folder: string): Promise<void> {
  const { output } = await runner.perform(
    {
      ...{ task: 'feature-extraction', device: 'cpu', dtype: 'fp32' },
      model: { id: folder, name: 'probe', folder, bytes: { fp32: 12_000 } },
      inputs: { text: { kind: 'text', text: String(SIDE) } },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
  if (output.text === undefined) {
    throw new Error('The runner gave no answer.');
  }
}

async function withRunner<Value>(work: (runner: Runner, folder: string) => Promise<Value>) {
  return inFolder(async (folder) => {
    const scratch = join(folder, 'scratch');
    const runner = createRunner({ registry: REGISTRY, processes: 1, scratch });
    try {
      return await work(runner, folder);
    } finally {
      await runner.close();
    }
  });
}

function row(what: string, [reference, ours]: readonly [string, string], goal: RowGoal): Row {
  const { ratios, most } = goal;
  const measured = { what, reference, ours, ratio: spread(ratios) };
  return most === undefined
    ? measured
    : { ...measured, goal: { text: `≤ ${most}`, isMet: median(ratios) <= most } };
}

interface RowGoal {
  readonly ratios: readonly number[];
  readonly most?: number;
}

function milliseconds(values: readonly number[]): string {
  return `${spread(values, 1)} ms`;
}

async function measurePath(): Promise<readonly Row[]> {
  const bare = await bareRun();
  return withRunner(async (runner) => {
    const cold = await timed(() => viaRunner(runner, PROBE));
    await bare();
    const pairs = await repeat(PAIRS, async () => ({
      bare: await timed(bare),
      whole: await timed(() => viaRunner(runner, PROBE)),
    }));
    const reference = pairs.map((pair) => pair.bare);
    const whole = pairs.map((pair) => pair.whole);
    const ratios = pairs.map((pair) => pair.whole / pair.bare);
    const figures = [milliseconds(reference), milliseconds(whole)] as const;
    const warm = [milliseconds([cold]), milliseconds(whole)] as const;
    return [
      row('whole path through the runner ÷ bare onnxruntime-node', figures, {
        ratios,
        most: GOALS.path,
      }),
      row('warm run ÷ cold first, its process and load included', warm, {
        ratios: whole.map((ms) => ms / cold),
      }),
    ];
  });
}

/** The folders have the same model under three names, so that each has its own session. */
async function measureSeries(): Promise<Row> {
  const pairs = await withRunner(async (together, folder) => {
    const folders = [1, 2, 3].map((number) => join(folder, `model-${number}`));
    for (const copy of folders) {
      cpSync(PROBE, copy, { recursive: true });
      await viaRunner(together, copy);
    }
    const alone = folders.map((copy) => ({
      copy,
      runner: createRunner({
        ...{ registry: REGISTRY, processes: 1 },
        scratch: join(folder, 'alone', copy.slice(-1)),
      }),
    }));
    try {
      await Promise.all(alone.map(({ runner, copy }) => viaRunner(runner, copy)));
      return await repeat(PAIRS, async () => ({
        alone: await timed(async () => {
          for (const { runner, copy } of alone) {
            await viaRunner(runner, copy);
          }
        }),
        series: await timed(async () => {
          for (const copy of folders) {
            await viaRunner(together, copy);
          }
        }),
      }));
    } finally {
      await Promise.all(alone.map(({ runner }) => runner.close()));
    }
  });
  return row(
    'three warm models in one process, in series ÷ the sum of each alone',
    [milliseconds(pairs.map(({ alone }) => alone)), milliseconds(pairs.map((is) => is.series))],
    { ratios: pairs.map(({ alone, series }) => series / alone), most: GOALS.series },
  );
}

/** Milliseconds at the 99th percentile by which this thread's timers were late. */
async function delayDuring(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

async function measureDelay(): Promise<Row> {
  const pairs = await withRunner(async (runner) => {
    await viaRunner(runner, PROBE);
    return repeat(5, async () => ({
      idle: await delayDuring(() => setTimeout(IDLE_MS)),
      busy: await delayDuring(async () => {
        const end = performance.now() + IDLE_MS;
        while (performance.now() < end) {
          await viaRunner(runner, PROBE);
        }
      }),
    }));
  });
  return row(
    'the engine’s event-loop delay (99th percentile) during inference ÷ idle',
    [milliseconds(pairs.map(({ idle }) => idle)), milliseconds(pairs.map(({ busy }) => busy))],
    { ratios: pairs.map(({ idle, busy }) => busy / idle), most: GOALS.delay },
  );
}

export async function measureInference(): Promise<readonly Row[]> {
  return [...(await measurePath()), await measureSeries(), await measureDelay()];
}

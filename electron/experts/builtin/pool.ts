// The engine's side of the pool: gives the built-in experts' work to worker threads, so that the
// engine's own thread stays free and a task that must stop is stopped with its thread.

import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { AppError } from '../../../shared/errors.ts';
import { runnerEnvironment } from '../../runner/node-program.ts';
import type { Expert, ExpertContext, ExpertInputs, ExpertOutput, Progress } from '../expert.ts';
import { BUILTIN_EXPERTS } from '../registry.ts';
import type { WorkerResult, WorkerTask } from './worker.ts';

export interface BuiltinPool {
  readonly experts: readonly Expert[];
  /** Ends the threads, with whatever they are doing. */
  readonly close: () => Promise<void>;
}

const IDLE_MS = 60_000;

/** Megabytes of JavaScript that one task may hold; beyond it the thread ends, and the task has failed. */
const HEAP_MEGABYTES = 2048;

/** Small, since a thread at its limit is ended only if what one collection moves to the old still fits;
 * else V8 aborts the whole engine (20 times of 25 at the default). */
const YOUNG_MEGABYTES = 16;

export interface PoolOptions {
  /** How many tasks run at the same time; at least 1. */
  readonly threads: number;
  /** The module that performs them in a thread. */
  readonly worker?: URL;
  readonly experts?: readonly Expert[];
  readonly heapMegabytes?: number;
}

export function createBuiltinPool(options: PoolOptions): BuiltinPool {
  const { experts = BUILTIN_EXPERTS } = options;
  let pool: Promise<Piscina<WorkerTask, WorkerResult>> | undefined;
  const start = () => {
    pool ??= startPool(options);
    return pool;
  };
  return {
    experts: experts.map((expert) => ({
      ...expert,
      perform: async (inputs: ExpertInputs, context: ExpertContext) =>
        performInPool(expert, await start(), { inputs, context }),
    })),
    close: async () => {
      await (await pool)?.destroy();
    },
  };
}

async function startPool({
  threads,
  worker = new URL('./worker.ts', import.meta.url),
  heapMegabytes = HEAP_MEGABYTES,
}: PoolOptions): Promise<Piscina<WorkerTask, WorkerResult>> {
  const { Piscina } = await import('piscina');
  return new Piscina<WorkerTask, WorkerResult>({
    filename: worker.href,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
    name: 'performTask',
    env: runnerEnvironment(process.env), // a thread that reads what it is given needs no key
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    // With Atomics a waiting thread's event loop stands still, and the OCR's own thread with it.
    atomics: 'disabled',
  });
}

async function performInPool(
  { task, model }: Expert,
  pool: Piscina<WorkerTask, WorkerResult>,
  { inputs, context }: { readonly inputs: ExpertInputs; readonly context: ExpertContext },
): Promise<ExpertOutput> {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (progress: Progress) => context.progress(progress));
  try {
    const result = await pool.run(
      { task, model: model.id, inputs, port: port2 },
      { signal: context.signal, transferList: [port2] },
    );
    if (!result.ok) {
      throw AppError.from(result.error);
    }
    return result.output;
  } finally {
    port1.close();
  }
}

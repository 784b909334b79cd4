// The runner as the engine sees it: performs tasks with models of this machine in processes of its own.
// Gives each model one process, keeps models warm within a budget of memory, and leaves nothing behind.

import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../shared/inference.ts';
import type { KeptModel } from './kept-models.ts';
import { Lane, type ProcessStatus } from './lane.ts';
import type { Performed, RequestContext, RunnerRequest } from './request.ts';
import { modelsToUnload } from './warm-models.ts';

export interface Runner {
  /**
   * @throws AppError MODEL_UNUSABLE, DEVICE_MISSING, OUT_OF_MEMORY, MODEL_CRASHED, what the task type's
   * file throws, or the signal's reason
   */
  readonly perform: (request: RunnerRequest, context: RequestContext) => Promise<Performed>;
  readonly status: () => RunnerStatus;
  /** Ends the processes, with whatever they are doing. */
  readonly close: () => Promise<void>;
}

export interface RunnerStatus {
  readonly models: readonly KeptModel[];
  readonly processes: readonly ProcessStatus[];
}

export interface RunnerOptions {
  /** Folder for files on their way; what an earlier engine left there is removed. */
  readonly scratch: string;
  /** How many processes there may be; each has its share of the cores. */
  readonly processes?: number;
  /** Bytes that models may hold when nothing is asked of them, by device. */
  readonly budgets?: Readonly<Partial<Record<Device, number>>>;
  /** Milliseconds after which a model of which nothing was asked is unloaded. */
  readonly idleMs?: number;
  /** Loads after which a process is replaced. */
  readonly maxLoads?: number;
  /** Bytes by which a process may grow before it is replaced. */
  readonly maxGrowth?: number;
  /** Milliseconds that a cancelled task has to stop by itself. */
  readonly graceMs?: number;
  /** The module whose `ONNX_TASKS` are performed. */
  readonly registry?: URL;
  /** From which the processes get what they may know. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Bytes of RAM that are free now. */
  readonly freeMemory?: () => number;
}

const IDLE_MS = 10 * 60_000;
const GRACE_MS = 2000;
const MAX_LOADS = 10;
const MOST_PROCESSES = 4;
/** The share of what is free at the start that warm models may hold. */
const WARM_SHARE = 0.5;

export function createRunner({
  scratch,
  processes = defaultProcesses(),
  budgets = {},
  freeMemory = () => process.availableMemory(),
  registry = new URL('../experts/onnx/registry.ts', import.meta.url),
  ...options
}: RunnerOptions): Runner {
  rmSync(scratch, { recursive: true, force: true });
  const usual = freeMemory() * WARM_SHARE;
  const budgetOf = (device: Device) => budgets[device] ?? usual;
  const lanes: readonly Lane[] = Array.from(
    { length: processes },
    (_, index) =>
      new Lane({
        registry,
        freeMemory,
        scratch: join(scratch, String(index)),
        graceMs: options.graceMs ?? GRACE_MS,
        threads: Math.max(1, Math.floor(availableParallelism() / processes)),
        idleMs: options.idleMs ?? IDLE_MS,
        maxLoads: options.maxLoads ?? MAX_LOADS,
        maxGrowth: options.maxGrowth ?? usual,
        environment: options.environment ?? process.env,
        makeRoom: (coming) => makeRoom(lanes, coming, budgetOf(coming.device)),
      }),
  );
  return {
    perform: async (request, context) => {
      context.signal.throwIfAborted();
      return laneFor(lanes, request.model.folder).enqueue(request, context);
    },
    status: () => ({
      models: lanes.flatMap((lane) => lane.models()),
      processes: lanes.flatMap((lane) => lane.status() ?? []),
    }),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function defaultProcesses(): number {
  return Math.min(MOST_PROCESSES, Math.max(1, Math.floor(availableParallelism() / 2)));
}

/** The lane that has the model or is about to; for a new one, that with the least to do and to hold. */
function laneFor(lanes: readonly Lane[], folder: string): Lane {
  const holds = (lane: Lane) =>
    lane.wants(folder) || lane.models().some((model) => model.folder === folder);
  const held = (lane: Lane) => lane.models().reduce((sum, { bytes }) => sum + bytes, 0);
  const [least] = lanes.toSorted((a, b) => a.jobs() - b.jobs() || held(a) - held(b));
  const found = lanes.find(holds) ?? least;
  if (found === undefined) {
    throw new Error('The runner needs at least one process.');
  }
  return found;
}

async function makeRoom(
  lanes: readonly Lane[],
  { device, dtype, model }: RunnerRequest,
  budget: number,
): Promise<void> {
  const kept = lanes.flatMap((lane) =>
    lane.models().map((warm) => ({ ...warm, lane, isWanted: lane.wants(warm.folder) })),
  );
  const gone = modelsToUnload({ models: kept, device, needed: model.bytes[dtype] ?? 0, budget });
  await Promise.all(
    gone.map(({ folder }) => kept.find((warm) => warm.folder === folder)?.lane.unload(folder)),
  );
}

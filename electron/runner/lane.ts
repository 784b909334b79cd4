// One place for a runner process, with the queue of its tasks and the models that it holds. A process that
// ended or is worn gives way to a new one; the queue stays. Which lane a task gets is the pool's choice.

import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Setting } from './dtypes.ts';
import { megabytes, secondTry, toFailure } from './endings.ts';
import { createKeptModels, type KeptModel, type KeptModels } from './kept-models.ts';
import { type RunnerProcess, startRunnerProcess } from './process.ts';
import type { Job, LoadReport } from './protocol.ts';
import {
  orAborted,
  type Performed,
  type RequestContext,
  type RunnerRequest,
  type Waiting,
} from './request.ts';

export interface LaneOptions {
  readonly registry: URL;
  readonly scratch: string;
  readonly graceMs: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly threads: number;
  readonly idleMs: number;
  /** After so many loads the process is replaced. */
  readonly maxLoads: number;
  /** Bytes by which it may grow, before it is replaced. */
  readonly maxGrowth: number;
  /** Bytes of RAM that are free now. */
  readonly freeMemory: () => number;
  /** Unloads what stands in the way of a model that is to come, in any lane. */
  readonly makeRoom: (coming: RunnerRequest) => Promise<void>;
}

export interface ProcessStatus {
  readonly pid: number;
  /** Bytes, as it last said. */
  readonly resident: number;
  readonly loads: number;
  /** Tasks that it does or that wait for it. */
  readonly jobs: number;
}

interface Started {
  readonly process: RunnerProcess;
  loads: number;
  tasks: number;
}

export class Lane {
  readonly #options: LaneOptions;
  readonly #queue: Waiting[] = [];
  readonly #kept: KeptModels;
  #current: Waiting | undefined;
  #started: Started | undefined;
  #isClosed = false;
  #processes = 0;
  #lastId = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#kept = createKeptModels(options.idleMs, (folder) => void this.#unloadIdle(folder));
  }

  enqueue(request: RunnerRequest, context: RequestContext): Promise<Performed> {
    const { promise, resolve, reject } = Promise.withResolvers<Performed>();
    if (this.#isClosed) {
      reject(AppError.of('CANCELLED', {}));
      return promise;
    }
    const { device, dtype } = request;
    const setting = { device, dtype };
    this.#queue.push({ request, context, setting, isRetry: false, resolve, reject });
    const drop = () => this.#drop(resolve, context.signal);
    context.signal.addEventListener('abort', drop, { once: true });
    void this.#work();
    return promise.finally(() => context.signal.removeEventListener('abort', drop));
  }

  models(): readonly KeptModel[] {
    return this.#kept.all();
  }

  /** Whether a task in the queue or at work needs the model. */
  wants(folder: string): boolean {
    return [this.#current, ...this.#queue].some(
      (waiting) => waiting?.request.model.folder === folder,
    );
  }

  /** Tasks in the queue and at work. */
  jobs(): number {
    return this.#queue.length + (this.#current === undefined ? 0 : 1);
  }

  async unload(folder: string): Promise<void> {
    this.#kept.forget(folder);
    const unloading = this.#started?.process.unload(folder);
    if (this.#current === undefined) {
      await unloading; // a process at work gets to it when it can
    }
  }

  status(): ProcessStatus | undefined {
    const pid = this.#started?.process.pid;
    if (this.#started === undefined || pid === undefined) {
      return undefined;
    }
    const { process, loads } = this.#started;
    return { pid, resident: process.memory().resident, loads, jobs: this.jobs() };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#queue.splice(0)) {
      reject(AppError.of('CANCELLED', {}));
    }
    await this.#end();
  }

  /** One that is at work is not in the queue any more; its process is told to stop. */
  #drop(resolve: Waiting['resolve'], signal: AbortSignal): void {
    const index = this.#queue.findIndex((waiting) => waiting.resolve === resolve);
    if (index >= 0) {
      const [dropped] = this.#queue.splice(index, 1);
      dropped?.reject(signal.reason);
    }
  }

  async #work(): Promise<void> {
    while (this.#current === undefined && this.#queue.length > 0) {
      const waiting = this.#queue.shift();
      if (waiting !== undefined) {
        this.#current = waiting;
        await this.#try(waiting);
        if (this.#isWorn()) {
          await this.#end();
        }
        this.#current = undefined;
      }
    }
  }

  async #try(waiting: Waiting): Promise<void> {
    const isProcessWorn = (this.#started?.tasks ?? 0) > 0;
    this.#started ??= this.#start();
    const here = this.#started;
    try {
      waiting.resolve({ output: await this.#perform(waiting, here), ...waiting.setting });
    } catch (error) {
      const { signal } = waiting.context;
      if (signal.aborted) {
        return waiting.reject(signal.reason);
      }
      const free = this.#options.freeMemory();
      const { resident } = here.process.memory();
      const failure = toFailure(error, waiting, { resident, free });
      if (isOutOfMemory(failure)) {
        await this.#end(); // what the process holds in pieces would be missing again
      }
      const setting = secondTry(failure, waiting, { free, isProcessWorn });
      setting === undefined ? waiting.reject(failure) : this.#tryAgain(waiting, setting, free);
    }
  }

  #tryAgain(waiting: Waiting, setting: Setting, free: number): void {
    const { name } = waiting.request.model;
    const values = { model: name, ...setting, free: megabytes(free) };
    waiting.context.progress({ message: { code: 'trying-again', values } });
    if (this.#isClosed || waiting.context.signal.aborted) {
      waiting.reject(waiting.context.signal.reason ?? AppError.of('CANCELLED', {}));
    } else {
      this.#queue.unshift({ ...waiting, setting, isRetry: true });
    }
  }

  async #perform(waiting: Waiting, here: Started) {
    const { request, context, setting } = waiting;
    const { folder } = request.model;
    await orAborted(context.signal, here.process.ready);
    await orAborted(context.signal, this.#prepare(waiting, here));
    const loaded = (load: LoadReport) => {
      here.loads += 1;
      this.#kept.loaded(folder, load);
    };
    this.#lastId += 1;
    try {
      const job = jobOf({ request, setting, id: this.#lastId, threads: this.#options.threads });
      return await here.process.perform(job, { ...context, loaded });
    } finally {
      here.tasks += 1;
      this.#kept.rest(folder);
    }
  }

  /** A model is there in one setting at a time, and only as many models as there is room for. */
  async #prepare({ request, setting }: Waiting, here: Started): Promise<void> {
    const { folder } = request.model;
    const before = this.#kept.find(folder);
    if (before?.device === setting.device && before.dtype === setting.dtype) {
      return;
    }
    if (before !== undefined) {
      this.#kept.forget(folder);
      await here.process.unload(folder);
    }
    await this.#options.makeRoom({ ...request, ...setting });
    if (this.#started === here) {
      this.#kept.add(request.model, setting);
    }
  }

  #start(): Started {
    this.#processes += 1;
    // A folder for each: the last process may still be tidying up its own.
    const scratch = join(this.#options.scratch, String(this.#processes));
    const started: Started = {
      process: startRunnerProcess({ ...this.#options, scratch }),
      loads: 0,
      tasks: 0,
    };
    started.process.ended.then(() => this.#forget(started));
    return started;
  }

  async #end(): Promise<void> {
    const ending = this.#started;
    if (ending !== undefined) {
      this.#forget(ending);
      await ending.process.end();
    }
  }

  #forget(ended: Started): void {
    if (this.#started === ended) {
      this.#started = undefined;
      this.#kept.clear();
    }
  }

  #isWorn(): boolean {
    if (this.#started === undefined) {
      return false;
    }
    const { process, loads } = this.#started;
    const { resident, baseline } = process.memory();
    // With one load, a new process would grow as much for the same model.
    const hasGrown = loads > 1 && resident - baseline > this.#options.maxGrowth;
    return hasGrown || loads >= this.#options.maxLoads;
  }

  /** The last model takes its process with it: only then the system has all of the memory back. */
  async #unloadIdle(folder: string): Promise<void> {
    if (this.wants(folder)) {
      return;
    }
    await this.unload(folder);
    if (this.#kept.all().length === 0 && this.#current === undefined) {
      await this.#end();
    }
  }
}

function isOutOfMemory(failure: unknown): boolean {
  return failure instanceof AppError && failure.code === 'OUT_OF_MEMORY';
}

interface JobParts extends Pick<Waiting, 'request' | 'setting'> {
  readonly id: number;
  readonly threads: number;
}

function jobOf({ request, setting, id, threads }: JobParts): Job {
  const { task, model, inputs, seed, drawing, chat } = request;
  const { name, folder } = model;
  const parts = model.parts?.[setting.dtype];
  const files = { name, folder, ...(parts !== undefined && { parts }) };
  const job = { id, task, model: files, ...setting, threads, inputs };
  return {
    ...job,
    ...(seed !== undefined && { seed }),
    ...(drawing !== undefined && { drawing }),
    ...(chat !== undefined && { chat }),
  };
}

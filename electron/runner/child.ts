// The runner's process: plain Node that performs one task at a time with the models that it has loaded.
// It is started by process.ts, and ends with the engine. What stays loaded is not its affair.

import { pathToFileURL } from 'node:url';
import { toErrorReport } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { Progress } from '../experts/expert.ts';
import type { OnnxEntry } from '../experts/onnx/registry.ts';
import type { RunnerOutput } from './chat-order.ts';
import { toLoadFailure, toTaskFailure } from './failures.ts';
import { referOutput, referProgress } from './made-files.ts';
import { createModels, type Loader, type Models } from './models.ts';
import { type FromRunner, type Job, PROTOCOL_VERSION, type ToRunner } from './protocol.ts';

const [registry = '', scratch = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0)); // the engine has gone
globalThis.fetch = async () => {
  throw new Error('The runner has no network.');
};
await serve();

async function serve(): Promise<void> {
  const { ONNX_TASKS: tasks } = (await import(pathToFileURL(registry).href)) as {
    readonly ONNX_TASKS: Tasks; // what a registry is; process.ts names it
  };
  const models = createModels();
  let current: { readonly id: number; readonly abort: AbortController } | undefined;
  const begin = async (job: Job) => {
    const abort = new AbortController();
    current = { id: job.id, abort };
    const ending = await endOf({ job, models, tasks, signal: abort.signal });
    current = undefined;
    tell(ending);
  };
  process.on('message', (message: ToRunner) => {
    if (message.type === 'perform') {
      void begin(message.job);
    } else if (message.type === 'unload') {
      void unload(models, message);
    } else if (message.id === current?.id) {
      current.abort.abort();
    }
  });
  tell({ type: 'ready', version: PROTOCOL_VERSION, resident: resident() });
}

type Tasks = Readonly<Partial<Record<TaskType, Pick<OnnxEntry, 'load'>>>>;

interface Work {
  readonly job: Job;
  readonly models: Models;
  readonly tasks: Tasks;
  readonly signal: AbortSignal;
}

async function endOf(work: Work): Promise<FromRunner> {
  const { id } = work.job;
  const { progress, told } = progressTeller(id);
  try {
    const output = await referOutput(await perform(work, progress), scratch);
    await told();
    return { type: 'finished', id, output, resident: resident() };
  } catch (thrown) {
    await told().catch(() => {}); // what was thrown first is what is told
    const error = toErrorReport(toTaskFailure(thrown, work.job));
    return { type: 'failed', id, error, resident: resident() };
  }
}

async function perform(
  { job, models, tasks, signal }: Work,
  progress: (progress: Progress) => void,
): Promise<RunnerOutput> {
  const loadModel = <Loaded>(loader: Loader<Loaded>) => load(job, models, loader);
  if (job.chat !== undefined) {
    const { chat } = await import('../experts/onnx/chat.ts');
    return chat({ order: job.chat, name: job.model.name, signal, progress, load: loadModel });
  }
  const entry = tasks[job.task];
  if (entry === undefined) {
    throw new Error(`the runner does not know ${job.task}`);
  }
  const task = await entry.load();
  return task.perform({
    inputs: job.inputs,
    signal,
    progress,
    ...(job.seed === undefined ? {} : { seed: job.seed }),
    ...(job.drawing === undefined ? {} : { drawing: job.drawing }),
    load: loadModel,
  });
}

async function load<Loaded>(job: Job, models: Models, loader: Loader<Loaded>): Promise<Loaded> {
  const { device, dtype, threads, model } = job;
  const timed: Loader<Loaded> = {
    ...loader,
    // Only called where the model is not there yet.
    load: async (folder, options) => {
      const before = { at: performance.now(), held: resident() };
      const loaded = await loader.load(folder, options);
      const milliseconds = performance.now() - before.at;
      const growth = Math.max(0, resident() - before.held);
      tell({ type: 'loaded', id: job.id, load: { milliseconds, growth } });
      return loaded;
    },
  };
  try {
    return await models.load(
      { folder: model.folder, parts: model.parts, device, dtype, threads },
      timed,
    );
  } catch (thrown) {
    throw toLoadFailure(thrown, job);
  }
}

/** Tells progress in its order, though a preview must be written first. */
function progressTeller(id: number) {
  let last = Promise.resolve();
  const progress = (made: Progress) => {
    last = last.then(async () =>
      tell({ type: 'progress', id, progress: await referProgress(made, scratch) }),
    );
  };
  return { progress, told: () => last };
}

async function unload(models: Models, { id, folder }: { id: number; folder: string }) {
  await models.unload(folder);
  tell({ type: 'unloaded', id, resident: resident() });
}

function resident(): number {
  return process.memoryUsage.rss();
}

function tell(message: FromRunner): void {
  if (process.connected) {
    process.send?.(message);
  }
}

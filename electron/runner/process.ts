// The engine's side of one runner process: starts it, gives it one task at a time, and says in words how
// it ended. Which models it gets and when it is replaced belongs to lane.ts and pool.ts.

import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import type { ExpertContext } from '../experts/expert.ts';
import type { RunnerOutput } from './chat-order.ts';
import { readOutput, readProgress } from './made-files.ts';
import { nodeProgram, runnerEnvironment } from './node-program.ts';
import {
  type FromRunner,
  type Job,
  type LoadReport,
  PROTOCOL_VERSION,
  type ToRunner,
} from './protocol.ts';

/** How a process ended. */
export interface Ending {
  /** "SIGABRT" or "status 7". */
  readonly how: string;
  /** The last that it wrote to its standard error. */
  readonly lastWords: string;
  readonly isByUs: boolean;
}

/** The process ended under the work that it was given. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
  readonly ending: Ending;
  constructor(ending: Ending) {
    super(`the runner's process ended (${ending.how})`);
    this.ending = ending;
  }
}

export interface JobContext extends Pick<ExpertContext, 'signal' | 'progress'> {
  readonly loaded: (load: LoadReport) => void;
}

export interface RunnerProcess {
  /** Absent where it could not be started. */
  readonly pid: number | undefined;
  /** @throws ProcessEnded where it ends before */
  readonly ready: Promise<void>;
  readonly ended: Promise<Ending>;
  /** Bytes that it held when it last said so, and when it had loaded nothing yet. */
  readonly memory: () => { readonly resident: number; readonly baseline: number };
  /**
   * One at a time.
   * @throws AppError what the task failed with, ProcessEnded, or the signal's reason
   */
  readonly perform: (job: Job, context: JobContext) => Promise<RunnerOutput>;
  readonly unload: (folder: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

export interface ProcessOptions {
  /** The module whose `ONNX_TASKS` it performs. */
  readonly registry: URL;
  /** Its own folder for files on their way, made at the start and removed at the end. */
  readonly scratch: string;
  /** Milliseconds that a cancelled task has to stop by itself. */
  readonly graceMs: number;
  /** From which it gets what it may know. */
  readonly environment: NodeJS.ProcessEnv;
}

type Reply = Extract<FromRunner, { readonly id: number }>;

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Characters of standard error that are kept. */
const LAST_WORDS = 2000;

export function startRunnerProcess(options: ProcessOptions): RunnerProcess {
  const { scratch, graceMs } = options;
  mkdirSync(scratch, { recursive: true });
  const child = forkChild(options);
  const replies = new Map<number, (reply: Reply) => void>();
  const memory = { resident: 0, baseline: 0 };
  const isByUs = { value: false };
  const kill = () => {
    isByUs.value = true;
    child.kill('SIGKILL');
  };
  const ended = endingOf(child, isByUs).finally(() =>
    rmSync(scratch, { recursive: true, force: true }),
  );
  const ready = untilReady(child, ended, memory);
  ready.catch(() => {}); // told to those who ask
  child.on('message', (message: FromRunner) => {
    if ('resident' in message) {
      memory.resident = message.resident;
    }
    if ('id' in message) {
      replies.get(message.id)?.(message);
    }
  });
  const send = (message: ToRunner) => {
    if (child.connected) {
      child.send(message, () => {}); // if it has gone, `ended` says so
    }
  };
  const wires: Wires = { send, kill, ended, replies, graceMs };
  let unloads = 0;
  return {
    pid: child.pid,
    ready,
    ended,
    memory: () => ({ ...memory }),
    perform: (job, context) => perform(wires, job, context),
    unload: async (folder) => {
      unloads -= 1; // below the ids of jobs
      const unloaded = once(replies, unloads);
      send({ type: 'unload', id: unloads, folder });
      await Promise.race([unloaded, ended]);
    },
    end: async () => {
      kill();
      await ended;
    },
  };
}

interface Wires {
  readonly send: (message: ToRunner) => void;
  readonly kill: () => void;
  readonly ended: Promise<Ending>;
  readonly replies: Map<number, (reply: Reply) => void>;
  readonly graceMs: number;
}

async function perform(
  { send, kill, ended, replies, graceMs }: Wires,
  job: Job,
  context: JobContext,
): Promise<RunnerOutput> {
  const { signal } = context;
  signal.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    send({ type: 'cancel', id: job.id });
    timer = setTimeout(kill, graceMs);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answered = untilAnswered(replies, job.id, context);
    send({ type: 'perform', job });
    const isOver = ended.then((ending) => {
      throw new ProcessEnded(ending);
    });
    return await Promise.race([answered, isOver]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    replies.delete(job.id);
  }
}

/** Files are read one message after the other, so that nothing overtakes. */
function untilAnswered(
  replies: Map<number, (reply: Reply) => void>,
  id: number,
  { progress, loaded, signal }: JobContext,
): Promise<RunnerOutput> {
  const { promise, resolve, reject } = Promise.withResolvers<RunnerOutput>();
  let last = Promise.resolve();
  const take = async (reply: Reply) => {
    if (reply.type === 'progress') {
      const made = await readProgress(reply.progress);
      if (!signal.aborted) {
        progress(made);
      }
    } else if (reply.type === 'loaded') {
      loaded(reply.load);
    } else if (reply.type === 'finished') {
      const output = await readOutput(reply.output);
      signal.throwIfAborted();
      resolve(output);
    } else if (reply.type === 'failed') {
      reject(AppError.from(reply.error));
    }
  };
  replies.set(id, (reply) => {
    last = last.then(() => take(reply)).catch(reject);
  });
  return promise;
}

function once(replies: Map<number, (reply: Reply) => void>, id: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  replies.set(id, () => {
    replies.delete(id);
    resolve();
  });
  return promise;
}

function forkChild({ registry, scratch, environment }: ProcessOptions): ChildProcess {
  const child = fork(CHILD, [fileURLToPath(registry), scratch], {
    execPath: nodeProgram(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: runnerEnvironment(environment),
  });
  if (child.pid !== undefined) {
    giveWay(child.pid);
  }
  return child;
}

/** It takes all cores while it computes; the engine and the screen must not wait for it. */
function giveWay(pid: number): void {
  setPriority(pid, constants.priority.PRIORITY_LOW);
  if (process.platform === 'linux') {
    // Under the idle policy it is interrupted at once, not at the end of its slice of 3 ms. Where the
    // tool is missing or refused, the low priority is all.
    execFile('chrt', ['--idle', '--all-tasks', '--pid', '0', String(pid)], () => {});
  }
}

async function untilReady(
  child: ChildProcess,
  ended: Promise<Ending>,
  memory: { baseline: number },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('message', (message: FromRunner) => {
    if (message.type !== 'ready' || message.version !== PROTOCOL_VERSION) {
      return reject(new Error('the runner is of another version than the engine'));
    }
    memory.baseline = message.resident;
    resolve();
  });
  ended.then((ending) => reject(new ProcessEnded(ending)));
  return promise;
}

function endingOf(child: ChildProcess, isByUs: { readonly value: boolean }): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (words: string) => {
    lastWords = (lastWords + words).slice(-LAST_WORDS);
  });
  const end = (how: string) => resolve({ how, lastWords: lastWords.trim(), isByUs: isByUs.value });
  // 'close' comes after the last message and the last words; 'exit' may come before them.
  child.once('close', (code, signal) => end(signal ?? `status ${code}`));
  child.once('error', (error) => end(error.message));
  return promise;
}

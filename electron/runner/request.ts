// What the engine asks of the runner, what it gets back, and how a request waits for its turn.

import type { Drawing } from '../../shared/drawing.ts';
import type { Dtype } from '../../shared/inference.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { ExpertContext, ExpertInputs } from '../experts/expert.ts';
import type { ChatOrder, RunnerOutput } from './chat-order.ts';
import type { DtypeBytes, Setting } from './dtypes.ts';

/** A file's name without its suffix (`decoder_model_merged`) → the format that it is there in. */
export type DtypeParts = Readonly<Record<string, Dtype>>;

export interface RunnerRequest extends Setting {
  readonly task: TaskType;
  readonly model: {
    readonly id: string;
    /** What a person calls it. */
    readonly name: string;
    /** Absolute path of the folder that has its `config.json`. */
    readonly folder: string;
    /** Of the formats that are there, so that a smaller one can be tried. */
    readonly bytes: DtypeBytes;
    /** By format, for a model some of whose files are there in another one only: its files' formats. */
    readonly parts?: Readonly<Partial<Record<Dtype, DtypeParts>>>;
  };
  readonly inputs: ExpertInputs;
  readonly seed?: number;
  /** For a task that draws by diffusion. */
  readonly drawing?: Drawing;
  /** Instead of the task: the model is to talk. */
  readonly chat?: ChatOrder;
}

export type RequestContext = Pick<ExpertContext, 'signal' | 'progress'>;

/** The output, and where and how it was really made. */
export interface Performed extends Setting {
  readonly output: RunnerOutput;
}

/** A request in a lane. */
export interface Waiting {
  readonly request: RunnerRequest;
  readonly context: RequestContext;
  /** Differs from the request's after a first try that failed. */
  readonly setting: Setting;
  readonly isRetry: boolean;
  readonly resolve: (performed: Performed) => void;
  readonly reject: (error: unknown) => void;
}

/** Settles with the promise, or rejects with the signal's reason before. */
export function orAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  const { promise: either, resolve, reject } = Promise.withResolvers<Value>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) {
    stop();
  }
  signal.addEventListener('abort', stop, { once: true });
  promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  return either;
}

// What it means that a process ended under a task, and whether the task is worth a second try.

import { AppError, detail } from '../../shared/errors.ts';
import { nextSetting, type Setting } from './dtypes.ts';
import { isOutOfMemory, outOfMemory, shortWords } from './failures.ts';
import { type Ending, ProcessEnded } from './process.ts';
import type { Waiting } from './request.ts';

/** Bytes: what the process held when it last said so, and what is free on the machine now. */
export interface MemoryFigures {
  readonly resident: number;
  readonly free: number;
}

/** What is told of a failure; anything but the end of the process is told as it is. */
export function toFailure(error: unknown, waiting: Waiting, memory: MemoryFigures): unknown {
  if (!(error instanceof ProcessEnded)) {
    return error;
  }
  const { setting, request } = waiting;
  const { task, model } = request;
  if (error.ending.isByUs) {
    return AppError.of('CANCELLED', {}, error);
  }
  const { how, lastWords } = error.ending;
  const about = { how, held: megabytes(memory.resident), free: megabytes(memory.free) };
  const why =
    lastWords === ''
      ? detail('process-ended', about)
      : detail('process-ended-with-words', { ...about, words: shortWords(lastWords) });
  return meansNoMemory(error.ending)
    ? outOfMemory({ task, model, ...setting }, why)
    : AppError.of('MODEL_CRASHED', { task, model: model.name, ...setting, why }, error);
}

/** The setting of a second and last try, where there is one. */
export function secondTry(
  failure: unknown,
  { request, setting, isRetry }: Waiting,
  { free, isProcessWorn }: { readonly free: number; readonly isProcessWorn: boolean },
): Setting | undefined {
  const isWorth =
    failure instanceof AppError &&
    (failure.code === 'MODEL_CRASHED' || failure.code === 'OUT_OF_MEMORY');
  return isWorth && !isRetry
    ? nextSetting({ ...setting, bytes: request.model.bytes, free, isProcessWorn })
    : undefined;
}

/** Systems without memory left end the process that holds most of it with SIGKILL. */
function meansNoMemory({ how, lastWords }: Ending): boolean {
  return how === 'SIGKILL' || isOutOfMemory(lastWords);
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

// What the words of ONNX Runtime, Transformers.js and Node mean: no memory, no device, a model that can't
// be used, or an expert that failed. Their errors have no codes, so this is the one place that reads text.

import { AppError, detail, type ErrorDetail, type Said } from '../../shared/errors.ts';
import type { Device, Dtype } from '../../shared/inference.ts';
import type { TaskType } from '../../shared/tasks.ts';

/** What was being done with which model, for the words of a failure. */
export interface Attempted {
  readonly task: TaskType;
  readonly model: { readonly name: string };
  readonly device: Device;
  readonly dtype: Dtype;
}

const NO_MEMORY =
  /std::bad_alloc|bad allocation|failed to allocate memory|out of memory|not enough (?:gpu )?memory|cudaErrorMemoryAllocation|CUBLAS_STATUS_ALLOC_FAILED|invalid array length|array buffer allocation failed|cannot allocate memory/i;
const NO_DEVICE =
  /libonnxruntime_providers_\w+|libcud|libcublas|failed to get a webgpu adapter|no supported adapters|unsupported device|no available backend|cuda failure 100|cuda driver version is insufficient|no cuda-capable device/i;
const LONGEST = 300;

export function isOutOfMemory(words: string): boolean {
  return NO_MEMORY.test(words);
}

/** A failure to load: the model's fault unless the words say otherwise. */
export function toLoadFailure(thrown: unknown, attempted: Attempted): AppError {
  const { model, device } = attempted;
  const why = shortWords(thrown);
  return (
    knownFailure(thrown, attempted) ??
    (NO_DEVICE.test(wordsOf(thrown))
      ? AppError.of('DEVICE_MISSING', { device, why, advice: deviceAdvice(device) }, thrown)
      : AppError.of('MODEL_UNUSABLE', { model: model.name, why }, thrown))
  );
}

/** A failure of a task whose model was there. */
export function toTaskFailure(thrown: unknown, attempted: Attempted): AppError {
  const { model, task } = attempted;
  const data = { model: model.name, task, why: shortWords(thrown) };
  return knownFailure(thrown, attempted) ?? AppError.of('EXPERT_FAILED', data, thrown);
}

function knownFailure(thrown: unknown, attempted: Attempted): AppError | undefined {
  if (thrown instanceof AppError) {
    return thrown;
  }
  return isOutOfMemory(wordsOf(thrown)) ? outOfMemory(attempted, shortWords(thrown)) : undefined;
}

export function outOfMemory({ task, model, device, dtype }: Attempted, why: Said): AppError {
  return AppError.of('OUT_OF_MEMORY', { model: model.name, task, device, dtype, why });
}

/** What a person can do about a device that does not work. */
export function deviceAdvice(device: Device): ErrorDetail {
  return detail(device === 'cuda' ? 'cuda-advice' : 'driver-advice');
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** One line without the places in the library's sources, which help nobody here. */
export function shortWords(thrown: unknown): string {
  const words = wordsOf(thrown)
    .replace(/(?:[\w.]*\/)?[\w./-]*\.(?:cc|h|cpp):\d+\s+\S.*?\)(?:::<lambda\(\)>)?\s+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.]$/, '');
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words || 'it gave no reason';
}

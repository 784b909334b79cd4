// Whether a model fits the free memory of a device: an estimate, with its numbers. Pure.
//
// needed = weights + 20 % of the weights + a constant of the task. The share stands for what ONNX Runtime
// keeps beside the weights (packed copies, its arena), the constant for what grows with the input at the
// sizes that we feed. Both are rough: a model with large inner feature maps needs more, weights that stay
// mapped need less. Where memory was measured while running, that number is taken in place of all this.

import type { Fit } from '../../shared/library.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { CONTROL_KINDS, controlTask } from './diffusion-controls.ts';

const MB = 2 ** 20;

/**
 * Per output token a decoder keeps keys and values: 2 × layers × heads × width × 4 bytes. A model that
 * draws by diffusion has none; what its widest layers hold at 512 × 512 is of the same order.
 */
const KV_CACHE_BYTES = 470 * MB; // 28 layers, 8 heads of 128, 2,048 tokens
/** Up to 512 tokens through an encoder. */
const TEXT_BYTES = 64 * MB;
/** A picture of 1024 × 1024 as floats, and a few feature maps of it. */
const PICTURE_BYTES = 256 * MB;
/** Half a minute at 16 kHz as spectrogram and features. */
const AUDIO_BYTES = 192 * MB;

const GENERATIVE = new Set<TaskType>([
  ...(['text-generation', 'conversational', 'text2text-generation', 'summarization'] as const),
  ...(['translation', 'image-to-text', 'visual-question-answering', 'text-to-image'] as const),
  ...CONTROL_KINDS.map(controlTask),
  ...(['document-question-answering', 'automatic-speech-recognition'] as const),
]);

export interface FitRequest {
  readonly weightsBytes: number;
  readonly task: TaskType;
  /** Memory that is free on the device. */
  readonly freeBytes: number;
  /** Measured while running in this number format, where it was. */
  readonly measuredBytes?: number | undefined;
}

/** With less than this share to spare, another program can tip it over. */
const TIGHT = 1.25;

export function fitOf({ weightsBytes, task, freeBytes, measuredBytes }: FitRequest): Fit {
  const estimate = Math.round(weightsBytes * 0.2) + inputBytes(task);
  const neededBytes = measuredBytes ?? weightsBytes + estimate;
  return {
    verdict: verdictOf(neededBytes, freeBytes),
    weightsBytes,
    activationBytes: Math.max(0, neededBytes - weightsBytes),
    neededBytes,
    freeBytes,
    isMeasured: measuredBytes !== undefined,
  };
}

function verdictOf(needed: number, free: number): Fit['verdict'] {
  if (needed > free) {
    return 'wont-fit';
  }
  return needed * TIGHT > free ? 'tight' : 'fits';
}

function inputBytes(task: TaskType): number {
  const cache = GENERATIVE.has(task) ? KV_CACHE_BYTES : 0;
  return cache + modalityBytes(task);
}

function modalityBytes(task: TaskType): number {
  if (/image|object|depth|normal|visual|document|background/.test(task)) {
    return PICTURE_BYTES;
  }
  return /audio|speech/.test(task) ? AUDIO_BYTES : TEXT_BYTES;
}

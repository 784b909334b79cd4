// Which number format a model is loaded in, and what is tried after a format or a device was too much.

import type { Device, Dtype } from '../../shared/inference.ts';

/** Bytes of a model's weights, in the formats in which it is on this machine. */
export type DtypeBytes = Readonly<Partial<Record<Dtype, number>>>;

/** Where and in what number format a model runs. */
export interface Setting {
  readonly device: Device;
  readonly dtype: Dtype;
}

/** What computes well on a GPU first; 8-bit formats come late since most GPUs only unpack them. */
const ON_GPU: readonly Dtype[] = [
  ...(['fp16', 'q4f16', 'fp32', 'q4', 'bnb4', 'q8', 'int8', 'uint8'] as const),
  ...(['q2f16', 'q2', 'q1f16', 'q1'] as const),
];
/** Small and quick first; the CPU has no arithmetic of 16 bits, so those formats come last. */
const ON_CPU: readonly Dtype[] = [
  ...(['q8', 'int8', 'uint8', 'q4', 'bnb4', 'fp32', 'q2', 'q1'] as const),
  ...(['fp16', 'q4f16', 'q2f16', 'q1f16'] as const),
];

/** Memory that a model takes at work, as a multiple of its weights: packed copies and activations. */
const MEMORY_PER_WEIGHT = 1.5;

export interface DtypeWish {
  readonly bytes: DtypeBytes;
  readonly device: Device;
  /** Bytes that are free on the device; undefined where that is not known. */
  readonly free?: number | undefined;
  /** What the person chose; taken where the model has it. */
  readonly preferred?: Dtype | undefined;
}

export interface DtypeChoice {
  readonly dtype: Dtype;
  readonly fits: boolean;
}

/** The best format that fits, else the smallest; undefined where the model has none. */
export function chooseDtype({
  bytes,
  device,
  free,
  preferred,
}: DtypeWish): DtypeChoice | undefined {
  if (preferred !== undefined && bytes[preferred] !== undefined) {
    return { dtype: preferred, fits: fitsIn(free, bytes[preferred]) };
  }
  const present = (device === 'cpu' ? ON_CPU : ON_GPU).filter((dtype) => dtype in bytes);
  const fitting = present.find((dtype) => fitsIn(free, bytes[dtype] ?? 0));
  if (fitting !== undefined) {
    return { dtype: fitting, fits: true };
  }
  const smallest = bySize(bytes).at(-1);
  return smallest === undefined ? undefined : { dtype: smallest.dtype, fits: false };
}

export interface FailedSetting extends Setting {
  readonly bytes: DtypeBytes;
  /** Bytes of RAM that are free now. */
  readonly free: number;
  /** The process had loaded other models before, which a new one has not. */
  readonly isProcessWorn: boolean;
}

/**
 * What is tried after a process ended or had no memory: a smaller format, then the CPU, then the same
 * once more if a new process is better off. Undefined where there is nothing to hope for.
 */
export function nextSetting(failed: FailedSetting): Setting | undefined {
  const { device, dtype, bytes, free, isProcessWorn } = failed;
  const size = bytes[dtype] ?? Number.POSITIVE_INFINITY;
  const smaller = bySize(bytes).find(
    (other) => other.bytes < size && (device !== 'cpu' || fitsIn(free, other.bytes)),
  );
  if (smaller !== undefined) {
    return { device, dtype: smaller.dtype };
  }
  if (device !== 'cpu') {
    const choice = chooseDtype({ bytes, device: 'cpu', free });
    return choice?.fits ? { device: 'cpu', dtype: choice.dtype } : undefined;
  }
  return isProcessWorn && fitsIn(free, bytes[dtype] ?? 0) ? { device, dtype } : undefined;
}

function fitsIn(free: number | undefined, bytes: number): boolean {
  return free === undefined || bytes * MEMORY_PER_WEIGHT <= free;
}

/** The largest first. */
function bySize(bytes: DtypeBytes): readonly { readonly dtype: Dtype; readonly bytes: number }[] {
  return Object.entries(bytes)
    .map(([dtype, size]) => ({ dtype: dtype as Dtype, bytes: size })) // the keys of DtypeBytes
    .toSorted((a, b) => b.bytes - a.bytes);
}

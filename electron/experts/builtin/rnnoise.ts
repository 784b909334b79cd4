// The door to RNNoise (J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech
// Enhancement", 2018) in WebAssembly: one channel at 48 kHz goes in, cleaned speech comes out.

import type { RnnoiseModule } from '@echogarden/rnnoise-wasm';
import type { Stage } from '../resample.ts';

/** Hertz; the only rate that RNNoise works at. */
export const RNNOISE_RATE = 48_000;
/** Samples taken at a time (10 ms). Windows overlap by as much, so the output is one frame late. */
const FRAME = 480;
/** RNNoise counts in 16-bit units, not from -1 to 1. */
const FULL_SCALE = 32_768;

let loading: Promise<RnnoiseModule> | undefined;

export function loadRnnoise(): Promise<RnnoiseModule> {
  loading ??= import('@echogarden/rnnoise-wasm').then((rnnoise) => rnnoise.default());
  return loading;
}

export interface Denoiser extends Stage {
  /**
   * Makes what was pushed so far a rehearsal: the next sample is the first one, met by a network that
   * has come to know the noise. Without it, noise before the first words is hardly touched.
   */
  readonly rewind: () => void;
  readonly free: () => void;
}

/**
 * Cleans one channel. The delay is taken out: sample n of the output belongs to sample n of the input;
 * up to a frame of silence follows the last one. The caller frees it.
 */
export function createDenoiser(rnnoise: RnnoiseModule): Denoiser {
  const state = rnnoise._rnnoise_create(0);
  const address = rnnoise._malloc(FRAME * Float32Array.BYTES_PER_ELEMENT);
  const pending = new Float32Array(FRAME);
  let filled = 0;
  let isFirst = true;

  /** Cleans `pending`; the very first frame that comes back is the algorithm's delay. */
  function clean(): Float32Array {
    const slot = address / Float32Array.BYTES_PER_ELEMENT;
    rnnoise.HEAPF32.set(
      pending.map((sample) => sample * FULL_SCALE),
      slot,
    );
    rnnoise._rnnoise_process_frame(state, address, address);
    const cleaned = rnnoise.HEAPF32.slice(slot, slot + FRAME).map((sample) => sample / FULL_SCALE);
    filled = 0;
    if (isFirst) {
      isFirst = false;
      return new Float32Array(0);
    }
    return cleaned;
  }

  function push(samples: Float32Array): Float32Array {
    const output = new Float32Array(samples.length + FRAME);
    let made = 0;
    for (let from = 0; from < samples.length; ) {
      const piece = samples.subarray(from, from + FRAME - filled);
      pending.set(piece, filled);
      filled += piece.length;
      from += piece.length;
      if (filled === FRAME) {
        const cleaned = clean();
        output.set(cleaned, made);
        made += cleaned.length;
      }
    }
    return output.subarray(0, made);
  }
  return {
    push,
    flush: () => push(new Float32Array(FRAME + ((FRAME - filled) % FRAME))),
    rewind: () => {
      filled = 0;
      isFirst = true;
    },
    free: () => {
      rnnoise._rnnoise_destroy(state);
      rnnoise._free(address);
    },
  };
}

// Measures the noise floor of a signal in fixed memory: the level that its quietest tenth stays below.

import type { Stage } from '../resample.ts';

/** Decibels of full scale; a 16-bit recording can't hold less. */
const SILENCE = -96;
const BINS_PER_DECIBEL = 10;
const QUIET_SHARE = 0.1;
/** Samples measured together: 10 ms at 48 kHz. */
const FRAME = 480;

export interface NoiseFloorMeter {
  /** Measures one channel as it passes through, unchanged; a last frame that stays short is not measured. */
  readonly listen: () => Stage;
  /** Over all channels: decibels of full scale, from -96 to 0, to a tenth. */
  readonly decibels: () => number;
}

export function createNoiseFloorMeter(): NoiseFloorMeter {
  const counts = new Uint32Array(-SILENCE * BINS_PER_DECIBEL + 1); // bin 0 is silence
  let total = 0;
  const count = (energy: number) => {
    const level = Math.min(0, Math.max(SILENCE, 10 * Math.log10(energy / FRAME)));
    const bin = Math.round((level - SILENCE) * BINS_PER_DECIBEL);
    counts[bin] = (counts[bin] ?? 0) + 1;
    total += 1;
  };
  return {
    listen: () => createListener(count),
    decibels: () => {
      let seen = 0;
      const bin = counts.findIndex((frames) => {
        seen += frames;
        return seen > 0 && seen >= total * QUIET_SHARE;
      });
      return SILENCE + Math.max(0, bin) / BINS_PER_DECIBEL;
    },
  };
}

/** @param count takes the sum of squares of each frame. */
function createListener(count: (energy: number) => void): Stage {
  let energy = 0;
  let heard = 0;
  return {
    push: (samples) => {
      for (const sample of samples) {
        energy += sample * sample;
        heard += 1;
        if (heard === FRAME) {
          count(energy);
          energy = 0;
          heard = 0;
        }
      }
      return samples;
    },
    flush: () => new Float32Array(0),
  };
}

// A recording in windows that overlap, as models of speech and sound take it, each with how loud its
// parts are. Only one window is held at a time.

import type { Recording } from '../recording.ts';

/** Under this level (-55 dB of full scale) over a whole part nobody speaks; recording gear is quieter. */
const SILENCE_RMS = 10 ** (-55 / 20);
/** Seconds over which loudness is measured. */
const PART_SECONDS = 0.1;

export interface SoundWindow {
  readonly samples: Float32Array;
  /** Seconds from the beginning of the recording. */
  readonly start: number;
  readonly end: number;
  /** Seconds at either end that a neighbour holds as well; 0 at the recording's own ends. */
  readonly left: number;
  readonly right: number;
  readonly isLast: boolean;
}

export interface WindowShape {
  readonly seconds: number;
  /** Seconds of context at either end: neighbours have twice as much in common. */
  readonly stride: number;
}

/** Windows of one length but for the last one. */
export async function* readWindows(
  { blocks, rate }: Recording,
  { seconds, stride }: WindowShape,
): AsyncGenerator<SoundWindow> {
  const whole = Math.round(seconds * rate);
  const overlap = Math.round(stride * rate);
  const step = whole - 2 * overlap;
  // Invariant: held has `count` samples, the first of which is sample `first` of the recording.
  const held = new Float32Array(whole);
  let count = 0;
  let first = 0;
  const window = (isLast: boolean): SoundWindow => ({
    samples: held.slice(0, count),
    start: first / rate,
    end: (first + count) / rate,
    left: first === 0 ? 0 : overlap / rate,
    right: isLast ? 0 : overlap / rate,
    isLast,
  });
  for await (const block of blocks()) {
    let taken = 0;
    while (taken < block.length) {
      if (count === whole) {
        yield window(false); // there is more, so it is not the last
        held.copyWithin(0, step);
        count -= step;
        first += step;
      }
      const piece = block.subarray(taken, taken + whole - count);
      held.set(piece, count);
      count += piece.length;
      taken += piece.length;
    }
  }
  if (count > 0) {
    yield window(true);
  }
}

/** A stretch of the recording, in seconds. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The stretches of a window in which there is any sound, in order. */
export function soundingStretches(
  { samples, start }: SoundWindow,
  rate: number,
): readonly Stretch[] {
  const part = Math.round(PART_SECONDS * rate);
  const stretches: Stretch[] = [];
  for (let from = 0; from < samples.length; from += part) {
    if (levelOf(samples.subarray(from, from + part)) >= SILENCE_RMS) {
      const end = start + Math.min(samples.length, from + part) / rate;
      const before = stretches.at(-1);
      const isNext = before !== undefined && before.end >= start + (from - 1) / rate;
      stretches.splice(
        isNext ? -1 : stretches.length,
        isNext ? 1 : 0,
        isNext ? { start: before.start, end } : { start: start + from / rate, end },
      );
    }
  }
  return stretches;
}

/** The root of the mean square about the mean: a constant offset is no sound. */
function levelOf(samples: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const sample of samples) {
    sum += sample;
    squares += sample * sample;
  }
  const mean = sum / samples.length;
  return Math.sqrt(Math.max(0, squares / samples.length - mean * mean));
}

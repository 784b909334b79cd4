// The tones of a grey picture, measured: what thresholds are derived from.

export interface Tones {
  /** Each from 0 (black) to 255 (white). */
  readonly darkest: number;
  readonly lightest: number;
  readonly median: number;
}

/** @param pixels one byte each, at least one */
export function measureTones(pixels: Uint8Array): Tones {
  const counts = new Uint32Array(256);
  for (const tone of pixels) {
    counts[tone] = (counts[tone] ?? 0) + 1;
  }
  let below = 0;
  const median = counts.findIndex((count) => {
    below += count;
    return below * 2 >= pixels.length;
  });
  return {
    darkest: counts.findIndex((count) => count > 0),
    lightest: counts.findLastIndex((count) => count > 0),
    median,
  };
}

import { describe, expect, it } from 'vitest';
import { chain, createResampler } from '../../../electron/experts/resample.ts';
import { rms, seededNoise, sine } from './builtin/wav-bytes.ts';

/** Everything at once, or in pieces of uneven length. */
function resampled(
  from: number,
  to: number,
  samples: Float32Array,
  piece = samples.length,
): Float32Array {
  const stage = createResampler(from, to);
  const output: number[] = [];
  for (let start = 0; start < samples.length; start += piece) {
    output.push(...stage.push(samples.subarray(start, start + piece)));
  }
  return Float32Array.from([...output, ...stage.flush()]);
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, n) => value - (b[n] ?? 0));
}

describe('createResampler', () => {
  it.each([
    [44_100, 48_000],
    [8_000, 48_000],
    [96_000, 48_000],
    [48_000, 44_100],
    [48_000, 11_025],
    [44_101, 48_000],
  ])('makes of a tone at %i Hz the same tone at %i Hz, in place and in level', (from, to) => {
    const output = resampled(from, to, sine(1000, from, 0.5));
    const expected = sine(1000, to, 0.5);
    expect(output).toHaveLength(Math.ceil((Math.round(from / 2) * to) / from));
    const inside = difference(output, expected).slice(to * 0.05, to * 0.45);
    expect(rms(inside) / rms(expected)).toBeLessThan(0.001);
  });

  it('gives the same samples however the input is cut up', () => {
    const noise = seededNoise(3000, 0.5);
    const whole = resampled(44_100, 48_000, noise);
    expect(resampled(44_100, 48_000, noise, 1)).toEqual(whole);
    expect(resampled(44_100, 48_000, noise, 777)).toEqual(whole);
  });

  it('takes out what the lower rate cannot hold', () => {
    const output = resampled(48_000, 16_000, sine(9_000, 48_000, 0.5));
    expect(rms(output.slice(800, -800))).toBeLessThan(0.5 * 10 ** (-70 / 20));
  });

  it('leaves the samples alone where the rates are the same', () => {
    const noise = seededNoise(100, 1);
    expect(resampled(48_000, 48_000, noise)).toEqual(noise);
  });

  it('brings a signal back to where it was', () => {
    const tone = sine(440, 44_100, 0.5);
    const there = createResampler(44_100, 48_000);
    const andBack = chain(there, createResampler(48_000, 44_100));
    const output = Float32Array.from([...andBack.push(tone), ...andBack.flush()]);
    expect(output.length).toBeGreaterThanOrEqual(tone.length);
    expect(rms(difference(tone, output).slice(2000, -2000))).toBeLessThan(0.001);
  });

  it('makes nothing of nothing', () => {
    expect(resampled(44_100, 48_000, new Float32Array(0), 1)).toHaveLength(0);
  });
});

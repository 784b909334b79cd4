import { describe, expect, it } from 'vitest';
import { createNoiseFloorMeter } from '../../../../electron/experts/builtin/noise-floor.ts';
import { seededNoise } from './wav-bytes.ts';

function floorOf(levels: readonly number[]): number {
  const meter = createNoiseFloorMeter();
  const listener = meter.listen();
  for (const level of levels) {
    listener.push(new Float32Array(480).fill(level));
  }
  return meter.decibels();
}

describe('createNoiseFloorMeter', () => {
  it('finds the level of the quietest tenth', () => {
    const loud = Array.from({ length: 80 }, () => 0.5);
    const quiet = Array.from({ length: 20 }, () => 0.01);
    expect(floorOf([...loud, ...quiet])).toBeCloseTo(-40, 1);
  });

  it('is not misled by a single quiet moment', () => {
    expect(floorOf([...Array.from({ length: 99 }, () => 0.1), 0])).toBeCloseTo(-20, 1);
  });

  it('stays within what 16 bits can hold', () => {
    expect(floorOf([0, 0, 0])).toBe(-96);
    expect(floorOf([4, 4, 4])).toBe(0);
    expect(floorOf([])).toBe(-96);
  });

  it('passes the samples on unchanged, and measures the same however they are cut up', () => {
    const samples = seededNoise(4800, 0.1);
    const [whole, pieces] = [createNoiseFloorMeter(), createNoiseFloorMeter()];
    expect(whole.listen().push(samples)).toEqual(samples);
    const listener = pieces.listen();
    for (let start = 0; start < samples.length; start += 7) {
      listener.push(samples.subarray(start, start + 7));
    }
    expect(pieces.decibels()).toBe(whole.decibels());
    expect(whole.decibels()).toBeCloseTo(-25, 0); // even noise from -0.1 to 0.1 has an RMS of 0.058
  });

  it('keeps channels apart', () => {
    const meter = createNoiseFloorMeter();
    const [left, right] = [meter.listen(), meter.listen()];
    for (let turn = 0; turn < 96; turn += 1) {
      left.push(new Float32Array(100).fill(0.5));
      right.push(new Float32Array(100).fill(0.01));
    }
    expect(meter.decibels()).toBeCloseTo(-40, 1);
  });
});

import { describe, expect, it } from 'vitest';
import { clock, similarityDigits } from '../../../renderer/results/numbers.ts';

describe('similarityDigits', () => {
  it.each([
    [0.8312, 2],
    [1, 2],
    [0, 2],
    [0.9987, 3],
    [0.9998, 4],
    [0.0004, 4],
  ])('writes %d with %d digits', (score, digits) => {
    expect(similarityDigits(score)).toBe(digits);
  });
});

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [750, '12:30'],
    [3723, '1:02:03'],
    [Number.NaN, '0:00'],
  ])('writes %d seconds as %s', (seconds, written) => {
    expect(clock(seconds)).toBe(written);
  });
});

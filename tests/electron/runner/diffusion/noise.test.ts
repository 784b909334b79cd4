import { expect, test } from 'vitest';
import { createNoise, philox } from '../../../../electron/runner/diffusion/noise.ts';
import { references } from './rig.ts';

test('Philox gives the known answers of its authors', () => {
  const ones = 0xffffffff;
  expect(philox([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  expect(philox([ones, ones, ones, ones], [ones, ones])).toEqual([
    0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
  ]);
  expect(
    philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
  ).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

test.each(references.noise)(
  'seed $seed, draw $draw has the bytes of the reference',
  ({ seed, draw, values }) => {
    expect(createNoise(seed)(draw, values.length)).toEqual(Float32Array.from(values));
  },
);

test('the same seed gives the same bytes, in whatever order it is asked', () => {
  const [one, other] = [createNoise(7), createNoise(7)];
  const later = other(3, 1000);
  expect(other(0, 1000)).toEqual(one(0, 1000));
  expect(one(3, 1000)).toEqual(later);
  expect(one(3, 17)).toEqual(later.slice(0, 17));
});

test('other seeds and other draws give other noise, which has nothing to do with it', () => {
  const length = 20_000;
  const draws = [
    createNoise(7)(0, length),
    createNoise(8)(0, length),
    createNoise(7)(1, length),
    createNoise(7 + 2 ** 32)(0, length),
  ];
  for (const [i, one] of draws.entries()) {
    for (const other of draws.slice(i + 1)) {
      const product = one.reduce((sum, value, j) => sum + value * (other[j] ?? 0), 0) / length;
      expect(Math.abs(product)).toBeLessThan(4 / Math.sqrt(length));
    }
  }
});

test('the noise is distributed normally', () => {
  const values = createNoise(2024)(0, 200_000);
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  expect(moment(1)).toBeCloseTo(0, 2);
  expect(moment(2)).toBeCloseTo(1, 1.7);
  expect(moment(3)).toBeCloseTo(0, 1);
  expect(moment(4)).toBeCloseTo(3, 0.7);
  const beyond = (bound: number) => values.filter((value) => value > bound).length / values.length;
  expect(beyond(1)).toBeCloseTo(0.158655, 2);
  expect(beyond(-2)).toBeCloseTo(0.97725, 2);
  expect(beyond(3)).toBeCloseTo(0.00135, 3);
});

test.each([-1, 0.5, 2 ** 53, Number.NaN])('a seed of %d is refused', (seed) => {
  expect(() => createNoise(seed)).toThrow(RangeError);
});

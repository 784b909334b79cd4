import { expect, it } from 'vitest';
import { nearestFree } from '../../../renderer/graph/nearest-free.ts';

it('takes the wanted place where it is free', () => {
  expect(nearestFree(5, [{ from: 10, to: 20 }])).toBe(5);
});

it('goes to the nearer end of what is in the way', () => {
  expect(nearestFree(12, [{ from: 10, to: 20 }])).toBe(10);
  expect(nearestFree(18, [{ from: 10, to: 20 }])).toBe(20);
});

it('passes over what is in the way one after the other', () => {
  const blocked = [
    { from: 15, to: 30 },
    { from: 10, to: 20 },
    { from: 0, to: 12 },
  ];
  expect(nearestFree(18, blocked)).toBe(30);
  expect(nearestFree(11, blocked)).toBe(0);
});

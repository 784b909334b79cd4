import { expect, it } from 'vitest';
import { levelsOf } from '../../../renderer/graph/levels.ts';
import { needing } from './made.ts';

it('puts a task in the first level after all that it needs', () => {
  const levels = levelsOf([needing(0), needing(1, 0), needing(2), needing(3, 1, 2)]);
  expect([...levels.values()]).toEqual([0, 1, 0, 2]);
});

it('does not need the tasks in order, nor all of them', () => {
  const levels = levelsOf([needing(2, 1), needing(1, 9)]);
  expect(Object.fromEntries(levels)).toEqual({ 1: 0, 2: 1 });
});

it('ends for tasks that need each other', () => {
  expect(levelsOf([needing(0, 1), needing(1, 0)]).size).toBe(2);
});

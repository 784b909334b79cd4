import { expect, test } from 'vitest';
import { withoutThoughts } from '../../../electron/experts/model-answer.ts';

test('thoughts are left out wherever they begin and end', () => {
  expect(withoutThoughts('<think>a</think>b')).toBe('b');
  expect(withoutThoughts('a</think>\n\nb')).toBe('b');
  expect(withoutThoughts('b<think>c')).toBe('b');
  expect(withoutThoughts(' b < c ')).toBe('b < c');
});

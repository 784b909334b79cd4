import { expect, test } from 'vitest';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';

test('JSON is read, whatever it holds', () => {
  expect(jsonOrNothing('{"a": [1]}')).toEqual({ a: [1] });
  expect(jsonOrNothing('null')).toBeNull();
  expect(jsonOrNothing('""')).toBe('');
});

test.each(['', '{', '<html>', 'undefined', '{"a": 1} and more'])('%j gives nothing', (text) => {
  expect(jsonOrNothing(text)).toBeUndefined();
});

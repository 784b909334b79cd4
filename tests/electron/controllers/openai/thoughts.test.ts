// Thoughts at the beginning of an answer are left out, wherever the pieces are cut.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThoughtFilter } from '../../../../electron/controllers/openai/thoughts.ts';

function filtered(pieces: readonly string[]): string {
  const filter = createThoughtFilter();
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
}

test.each([
  ['<think>Hm.</think>Yes', 'Yes'],
  ['\n<think>\nHm.\n</think>\n\nYes\n', 'Yes\n'],
  ['<think></think>{"a":1}', '{"a":1}'],
  ['Yes <think>no</think>', 'Yes <think>no</think>'],
  ['  plain', '  plain'],
  ['<thinker>', '<thinker>'],
  ['<thi', '<thi'],
  ['<think>never ends', ''],
  ['', ''],
])('%j is given out as %j', (text, expected) => {
  expect(filtered([text])).toBe(expected);
});

test('the cuts between pieces make no difference', () => {
  const fragment = fc.constantFrom('<think>', '</think>', '<', 'think>', '</', ' ', '\n', 'a', '>');
  const pieces = fc.array(fc.oneof(fragment, fc.string({ maxLength: 4 })), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const whole = parts.join('');
      const expected = whole.replace(/^\s*<think>[\s\S]*?(?:<\/think>\s*|$(?![\s\S]))/, '');
      expect(filtered(parts)).toBe(expected);
      expect(filtered([...whole])).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('what is no thought is given out at once', () => {
  const filter = createThoughtFilter();
  expect(filter.push('{')).toBe('{');
  expect(filter.push('"a"')).toBe('"a"');
});

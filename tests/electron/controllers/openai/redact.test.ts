// What servers say is shown without keys, in one short line.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentable } from '../../../../electron/controllers/openai/redact.ts';

const KEY = 'sk-proj-Zx81Qv77Lm02Rt55WcKd93';

test.each([
  [`Incorrect API key provided: ${KEY}.`, 'Zx81'],
  ['Incorrect API key provided: sk-proj****************Kd93.', 'Kd93'],
  [`Bearer ${KEY} is not known`, 'Kd93'],
  [`token=${KEY.toUpperCase()}`, 'ZX81'],
  [`The key begins with ${KEY.slice(0, 14)}`, 'Zx81'],
  ['Use sk-otherAccountsKey123 instead', 'otherAccounts'],
  ['invalid hf_abcdefghijklmn', 'abcdefg'],
  ['provided: sk-pr…Kd93', 'Kd93'],
])('%j says nothing of the key', (text, telling) => {
  expect(presentable(text, KEY)).not.toContain(telling);
});

test('no part of a key is left that is long enough to tell something', () => {
  const keys = fc.string({
    unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJ0123456789-_'),
    minLength: 1,
    maxLength: 60,
  });
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(keys, text, text, fc.nat(50), fc.nat(50), (key, before, after, from, length) => {
      const part = key.slice(from % key.length, (from % key.length) + 6 + length);
      const shown = presentable(before + part + after, key);
      const isTelling = part.length >= 6 || part === key;
      for (const left of shown.toLowerCase().split('[key]')) {
        expect(isTelling && left.includes(part.toLowerCase())).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('it is one line of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const shown = presentable(text, undefined);
      expect(shown.length).toBeLessThanOrEqual(300);
      expect(shown).not.toMatch(/[\p{Cc}]/u);
    }),
  );
});

test('a long text is read in reasonable time', () => {
  const started = performance.now();
  presentable('a-'.repeat(200_000), KEY);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test.each([
  'The model does not exist.',
  'hf-internal-testing/tiny-llama is not known (invalid_api_key)',
])('other words stay as they are: %s', (text) => {
  expect(presentable(text, KEY)).toBe(text);
});

import { expect, it } from 'vitest';
import { refusalIn } from '../../../electron/network/policy.ts';

it.each([
  ['local', 'http://127.0.0.1:11434/v1', true],
  ['local', 'http://localhost:1234/v1', true],
  ['local', 'http://[::1]:1234/v1', true],
  ['local', 'https://api.example.com/v1', false],
  ['local', 'http://127.0.0.1.example.com/', false],
  ['local', 'http://192.168.0.2/', false],
  ['hybrid', 'https://api.example.com/v1', true],
  ['remote', 'https://api.example.com/v1', true],
] as const)('in %s mode %s may be asked: %s', (mode, url, isAllowed) => {
  expect(refusalIn(mode)(new URL(url)) === undefined).toBe(isAllowed);
});

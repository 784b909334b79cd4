import { expect, test } from 'vitest';
import { isReadOnTheWay } from '../../../renderer/settings/open-way.ts';

test.each([
  'http://192.168.1.20:4317/',
  'http://workshop:4317/settings',
  'http://[fe80::1]:4317/',
  'http://localhost.example:4317/',
  'http://127.example:4317/',
])('what is typed on %s can be read on its way', (address) => {
  expect(isReadOnTheWay(new URL(address))).toBe(true);
});

test.each([
  'http://127.0.0.1:4317/',
  'http://127.1.2.3/',
  'http://[::1]:4317/',
  'http://localhost:4317/',
  'http://ensemble.localhost:4317/',
  'https://ensemble.example/',
  'app://ensemble/',
])('what is typed on %s can not', (address) => {
  expect(isReadOnTheWay(new URL(address))).toBe(false);
});

import { expect, test } from 'vitest';
import { reasonAgainstWindow } from '../../../electron/start/electron-program.ts';

const person = { platform: 'linux', getuid: () => 1000 } as const;

test('a screen is needed on Linux, of either kind', () => {
  expect(reasonAgainstWindow({}, person)).toBeDefined();
  expect(reasonAgainstWindow({ DISPLAY: ':0' }, person)).toBeUndefined();
  expect(reasonAgainstWindow({ WAYLAND_DISPLAY: 'wayland-0' }, person)).toBeUndefined();
});

test('Electron makes no sandbox for root', () => {
  expect(reasonAgainstWindow({ DISPLAY: ':0' }, { ...person, getuid: () => 0 })).toBeDefined();
});

test.each(['darwin', 'win32'] as const)('%s always has a screen', (platform) => {
  expect(reasonAgainstWindow({}, { platform })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { createTaskbar, progressBar } from '../../../electron/desktop/taskbar.ts';

const going = { isRunning: true, share: 0.25, hasFailed: false };
const quiet = { isRunning: false, share: undefined, hasFailed: false };

test('what runs shows how far it is, or that it is not known', () => {
  expect(progressBar(going, 'win32')).toEqual([0.25, { mode: 'normal' }]);
  const unknown = { ...going, share: undefined };
  expect(progressBar(unknown, 'darwin')).toEqual([2, { mode: 'indeterminate' }]);
  expect(progressBar(unknown, 'linux')).toEqual([-1, { mode: 'none' }]); // which knows no such bar
});

test('a failure stays in sight where a bar can be red, and is cleared at the end elsewhere', () => {
  const failed = { ...quiet, hasFailed: true };
  expect(progressBar(failed, 'win32')).toEqual([1, { mode: 'error' }]);
  expect(progressBar(failed, 'darwin')).toEqual([-1, { mode: 'none' }]);
  expect(progressBar({ ...going, hasFailed: true }, 'win32')).toEqual([0.25, { mode: 'normal' }]);
  expect(progressBar(quiet, 'win32')).toEqual([-1, { mode: 'none' }]);
});

test('the number of questions is told where the system shows one, when it is another', () => {
  const counts = (platform: NodeJS.Platform) => {
    const told: unknown[] = [];
    const app = { setBadgeCount: (count?: number) => told.push(count) > 0 };
    const show = createTaskbar({ app, window: () => undefined, platform });
    for (const waiting of [0, 1, 1, 2, 0]) {
      show({ ...quiet, waiting });
    }
    return told;
  };
  expect(counts('darwin')).toEqual([1, 2, 0]);
  expect(counts('linux')).toEqual([1, 2, 0]);
  expect(counts('win32')).toEqual([]);
});

import { EventEmitter } from 'node:events';
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { expect, test } from 'vitest';
import { guardPage } from '../../../electron/desktop/page-health.ts';
import { desktopWords } from '../../../electron/desktop/words.ts';

/** A window whose page hangs and answers when it is told, with a person who answers each question so. */
function guarded(answer: 'wait' | 'reload') {
  const told: string[] = [];
  const webContents = Object.assign(new EventEmitter(), {
    forcefullyCrashRenderer: () => told.push('crash'),
    reload: () => told.push('reload'),
  });
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false });
  const asked = async (_window: unknown, options?: MessageBoxOptions) => {
    if (answer === 'wait') {
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
    }
    return { response: answer === 'reload' ? 1 : 0, checkboxChecked: false };
  };
  // The parts of a window that are listened to.
  guardPage(window as unknown as BrowserWindow, {
    app: { quit: () => told.push('quit') },
    dialog: { showMessageBox: asked },
    words: () => desktopWords('en'),
    report: (reason) => told.push(reason),
    recovered: () => told.push('recovered'),
  });
  return { window, told };
}

test('a page that hung and answers again is told once to have come to itself', () => {
  const { window, told } = guarded('wait');
  window.emit('responsive');
  window.emit('unresponsive');
  window.emit('unresponsive');
  window.emit('responsive');
  window.emit('responsive');
  expect(told).toEqual(['unresponsive', 'recovered']);
});

test('a page that was loaded anew because it hung has not come to itself', async () => {
  const { window, told } = guarded('reload');
  window.emit('unresponsive');
  await expect.poll(() => told).toEqual(['unresponsive', 'crash', 'reload']);
  window.emit('responsive');
  window.emit('unresponsive');
  expect(told).toEqual(['unresponsive', 'crash', 'reload', 'unresponsive']);
});

test('a page that was closed in order is no break', () => {
  const { window, told } = guarded('wait');
  window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  expect(told).toEqual([]);
});

test('of a page that broke off is told, and the person is asked', async () => {
  const { window, told } = guarded('reload');
  window.webContents.emit('render-process-gone', {}, { reason: 'oom' });
  await expect.poll(() => told).toEqual(['oom', 'quit']);
});

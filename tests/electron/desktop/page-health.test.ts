import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { guardPage } from '../../../electron/desktop/page-health.ts';
import { desktopWords } from '../../../electron/desktop/words.ts';

/** A window whose page ends for that reason, and what was said of it. */
function ended(reason: string): readonly string[] {
  const said: string[] = [];
  const webContents = new EventEmitter();
  // Only its events are heard before the question is answered.
  const window = Object.assign(new EventEmitter(), { webContents }) as unknown as BrowserWindow;
  guardPage(window, {
    app: { quit: () => {} },
    dialog: {
      showMessageBox: () => {
        said.push('asked');
        return new Promise(() => {});
      },
    },
    words: () => desktopWords('en'),
    report: (why) => said.push(why),
  });
  webContents.emit('render-process-gone', {}, { reason });
  return said;
}

test('a page that was closed in order is no break', () => {
  expect(ended('clean-exit')).toEqual([]);
});

test('of a page that broke off is told, and the person is asked', () => {
  expect(ended('oom')).toEqual(['oom', 'asked']);
});

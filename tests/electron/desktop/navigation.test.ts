import { EventEmitter } from 'node:events';
import type { App, Shell } from 'electron';
import { expect, test, vi } from 'vitest';
import { guardNavigation } from '../../../electron/desktop/navigation.ts';

type Opener = (details: { readonly url: string }) => { readonly action: string };

/** A page of Chromium as far as the guard looks at it. */
class FakeContents extends EventEmitter {
  open: Opener = () => ({ action: 'allow' });

  setWindowOpenHandler(open: Opener): void {
    this.open = open;
  }

  /** @returns whether it was refused */
  does(name: string, details: object = {}): boolean {
    let isRefused = false;
    this.emit(name, { ...details, preventDefault: () => (isRefused = true) });
    return isRefused;
  }
}

function guarded() {
  const app = new EventEmitter();
  const opened: string[] = [];
  const shell = { openExternal: async (address: string) => void opened.push(address) };
  guardNavigation(app as App, shell as unknown as Shell); // as far as the guard looks at them
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  return { contents, opened };
}

test('a page that is embedded goes nowhere, and opens nothing', () => {
  const { contents, opened } = guarded();
  const details = { url: 'https://example.com/', isMainFrame: false };
  expect(contents.does('will-frame-navigate', details)).toBe(true);
  expect(opened).toEqual([]);
});

test('the page itself may be loaded anew and goes nowhere else', () => {
  const { contents, opened } = guarded();
  const goes = (url: string) => contents.does('will-frame-navigate', { url, isMainFrame: true });
  expect(goes('app://ensemble/#a')).toBe(false);
  expect(goes('https://example.com/')).toBe(true);
  expect(opened).toEqual(['https://example.com/']);
});

test('a redirection away is refused', () => {
  const { contents } = guarded();
  expect(contents.does('will-redirect', { url: 'https://example.com/' })).toBe(true);
});

test('webviews there are none', () => {
  expect(guarded().contents.does('will-attach-webview')).toBe(true);
});

test('what is neither the page nor the web is told of and not opened', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const { contents, opened } = guarded();
  expect(contents.open({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
  expect(opened).toEqual([]);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});

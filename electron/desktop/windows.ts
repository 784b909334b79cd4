// The one window of the program: made when the program is ready, made anew on macOS after it was closed,
// and brought to the front when something asks for it.

import { type App, BrowserWindow, type Dialog, type NativeTheme } from 'electron';
import type { DesktopLanguage } from '../../shared/desktop.ts';
import { guardPage } from './page-health.ts';
import { bringToFront, colourOf, openWindow } from './window.ts';
import { desktopWords } from './words.ts';

interface WindowsDeps {
  readonly home: string;
  readonly app: App;
  readonly dialog: Dialog;
  readonly nativeTheme: NativeTheme;
  /** Told of what breaks in the page, by a word for it. */
  readonly report: (reason: string) => void;
  /** Told where a page that hung answers again. */
  readonly recovered: () => void;
}

export interface Windows {
  readonly now: () => BrowserWindow | undefined;
  /** Opens the first window; nothing is shown before. */
  readonly begin: (language: () => DesktopLanguage) => void;
  /** Brings the window to the front, or makes one. */
  readonly show: () => void;
}

export function createWindows(deps: WindowsDeps): Windows {
  const { home, app, nativeTheme } = deps;
  let make: (() => void) | undefined;
  const now = () => BrowserWindow.getAllWindows()[0];
  // One that has nothing to show yet shows itself as soon as it has.
  const drawn = new WeakSet<BrowserWindow>();
  const show = () => {
    const window = now();
    if (window === undefined) {
      make?.();
    } else if (drawn.has(window)) {
      bringToFront(window);
    }
  };
  return {
    ...{ now, show },
    begin: (language) => {
      make = () => {
        const window = openWindow(home);
        window.once('ready-to-show', () => drawn.add(window));
        guardPage(window, { ...deps, words: () => desktopWords(language()) });
      };
      make();
      app.on('activate', () => now() ?? make?.());
      app.on('window-all-closed', () => {
        if (process.platform !== 'darwin') {
          app.quit();
        }
      });
      // What shows at the edges while the window grows, before the page has drawn.
      nativeTheme.on('updated', () => now()?.setBackgroundColor(colourOf(nativeTheme)));
    },
  };
}

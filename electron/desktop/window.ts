// The window: how it is made, where it is, and how it comes to the front.

import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  type NativeTheme,
  nativeTheme,
  type Rectangle,
  screen,
} from 'electron';
import { readWindowState, type WindowState, writeWindowState } from '../store/window-state.ts';
import { START_PAGE } from './address.ts';

const PRELOAD = fileURLToPath(new URL('../../dist/desktop/preload.cjs', import.meta.url));

/** `--page` of renderer/ui/tokens.css, so that nothing flashes before the page is drawn. */
const PAGE_COLOUR = { light: '#f9fafc', dark: '#13151a' };

const SIZE = { width: 1280, height: 840, minWidth: 480, minHeight: 400 };
/** Pixels of the window that have to be on a screen, or it could not be moved back. */
const MIN_VISIBLE = 80;

export function openWindow(home: string): BrowserWindow {
  const state = readWindowState(home);
  const window = new BrowserWindow({ ...windowOptions(), ...placeOf(state) });
  if (state?.isMaximized === true) {
    window.maximize();
  }
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepPlace(window, home));
  window.loadURL(START_PAGE).catch((error: unknown) => {
    if (!window.isDestroyed()) {
      console.error('ensemble: The page could not be loaded.', error);
    }
  });
  return window;
}

function windowOptions(): BrowserWindowConstructorOptions {
  return {
    ...SIZE,
    show: false,
    title: app.getName(),
    backgroundColor: colourOf(nativeTheme),
    autoHideMenuBar: true,
    webPreferences: {
      preload: PRELOAD,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Elsewhere Chromium fetches its dictionaries from the network; macOS has its own.
      spellcheck: process.platform === 'darwin',
    },
  };
}

function placeOf(state: WindowState | undefined): Partial<Rectangle> {
  if (state === undefined) {
    return {};
  }
  const { width, height, x, y } = state;
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const isReachable =
    overlap([x, width], [workArea.x, workArea.width]) >= MIN_VISIBLE &&
    overlap([y, height], [workArea.y, workArea.height]) >= MIN_VISIBLE;
  return isReachable ? { x, y, width, height } : { width, height };
}

type Stretch = readonly [start: number, length: number];

function overlap([a, aLength]: Stretch, [b, bLength]: Stretch): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}

function keepPlace(window: BrowserWindow, home: string): void {
  try {
    const isMaximized = window.isMaximized();
    writeWindowState(home, { ...window.getNormalBounds(), isMaximized });
  } catch (error) {
    console.error('ensemble: The place of the window was not kept.', error);
  }
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) {
    window.restore();
  }
  window.show();
  window.focus();
}

/** Dark or light as it is now, of which the person or the system may change their mind. */
export function colourOf({
  shouldUseDarkColors,
}: Pick<NativeTheme, 'shouldUseDarkColors'>): string {
  return shouldUseDarkColors ? PAGE_COLOUR.dark : PAGE_COLOUR.light;
}

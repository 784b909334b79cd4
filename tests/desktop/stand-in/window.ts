// `BrowserWindow`: a real page of Chromium, and what a window manager would do to it.

import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, ProgressBarOptions, Rectangle } from 'electron';
import { app, type OpenWindow, preventable } from './app.ts';
import { onTold, say } from './said.ts';
import { createWebContents, type WebContents } from './web-contents.ts';

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter implements OpenWindow {
  readonly webContents: WebContents;
  readonly #bounds: Rectangle;
  #isMinimised = false;
  #isMaximised = false;
  #isFocused = false;

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    if (!app.isReady()) {
      throw new Error('Cannot create BrowserWindow before app is ready');
    }
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    say({ type: 'window', options });
    this.webContents = createWebContents({
      width,
      height,
      preload: options.webPreferences?.preload,
    });
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#gone());
    open.add(this);
    app.windows.add(this);
    app.emit('browser-window-created', {}, this);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  isDestroyed(): boolean {
    return !open.has(this);
  }

  /** And gives it the focus. */
  show(): void {
    say({ type: 'window-did', what: 'show' });
    this.lookAt(true);
  }

  focus(): void {
    say({ type: 'window-did', what: 'focus' });
    this.lookAt(true);
  }

  isFocused(): boolean {
    return this.#isFocused;
  }

  /** Whether a person has it in front of all others. */
  lookAt(isFocused: boolean): void {
    if (isFocused !== this.#isFocused) {
      this.#isFocused = isFocused;
      this.emit(isFocused ? 'focus' : 'blur');
      app.emit(isFocused ? 'browser-window-focus' : 'browser-window-blur', {}, this);
    }
  }

  setProgressBar(progress: number, { mode }: Partial<ProgressBarOptions> = {}): void {
    say({ type: 'progress-bar', progress, mode });
  }

  setBackgroundColor(colour: string): void {
    say({ type: 'background', colour });
  }

  minimize(): void {
    this.#isMinimised = true;
  }

  isMinimized(): boolean {
    return this.#isMinimised;
  }

  restore(): void {
    this.#isMinimised = false;
    say({ type: 'window-did', what: 'restore' });
  }

  maximize(): void {
    this.#isMaximised = true;
    say({ type: 'window-did', what: 'maximize' });
  }

  isMaximized(): boolean {
    return this.#isMaximised;
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  /** What a click on the window's cross does. */
  requestClose(): boolean {
    const event = preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) {
      this.destroy();
    }
    return !event.defaultPrevented;
  }

  destroy(): void {
    this.webContents.close().catch(() => {}); // Chromium may be gone
    this.#gone();
  }

  #gone(): void {
    if (open.delete(this)) {
      this.emit('closed');
      app.windowGone(this);
    }
  }
}

onTold(({ type }) => {
  const [window] = open;
  if (type === 'minimise') {
    window?.minimize();
  } else if (type === 'close-window') {
    window?.requestClose();
  } else if (type === 'focus' || type === 'blur') {
    window?.lookAt(type === 'focus');
  } else if (type === 'hang' || type === 'answer-again') {
    window?.emit(type === 'hang' ? 'unresponsive' : 'responsive');
  }
});

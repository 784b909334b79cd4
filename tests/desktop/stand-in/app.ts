// `app`: readiness, names and folders, the single instance, and the order in which everything ends.

import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AboutPanelOptionsOptions } from 'electron';
import { takeInstanceLock } from './instance-lock.ts';
import { onTold, say } from './said.ts';

/** What the windows do for `app`, which they import. */
export interface OpenWindow {
  /** @returns whether it was closed, and not kept open by a listener */
  readonly requestClose: () => boolean;
  readonly destroy: () => void;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => {
      this.#mustNotBeReady('appendSwitch');
      this.switches.set(name, value);
    },
  };
  /** What Chromium is started with. */
  readonly switches = new Map<string, string | undefined>();
  readonly windows = new Set<OpenWindow>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new Map([['downloads', join(tmpdir(), 'downloads')]]);
  #name = 'electron';
  #isReady = false;
  #isQuitting = false;
  #lock: ReturnType<typeof takeInstanceLock>;

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  becomeReady(): void {
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    say({ type: 'about', options });
  }

  getLocale(): string {
    if (!this.#isReady) {
      throw new Error('getLocale has to be called after the app is ready.');
    }
    return process.env.STAND_IN_LOCALE ?? 'en-GB';
  }

  setBadgeCount(count = 0): boolean {
    say({ type: 'badge', count });
    return true;
  }

  setAsDefaultProtocolClient(...words: readonly unknown[]): boolean {
    say({ type: 'protocol-client', words });
    return true;
  }

  enableSandbox(): void {
    this.#mustNotBeReady('enableSandbox');
  }

  configureHostResolver(_options: object): void {
    if (!this.#isReady) {
      throw new Error('configureHostResolver has to be called after the app is ready.');
    }
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) {
      throw new Error(`The stand-in has no path named ${name}.`);
    }
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(handed: object = {}): boolean {
    const userData = this.getPath('userData');
    // Chromium adds words of its own, and puts those with a dash first.
    this.#lock ??= takeInstanceLock(userData, handed, ({ words, folder, handed: given }) =>
      this.emit('second-instance', {}, [...words, '--allow-file-access'], folder, given),
    );
    return this.#lock !== undefined;
  }

  /** A new one would start as this one ends. */
  relaunch({ execPath = process.execPath }: { readonly execPath?: string } = {}): void {
    say({ type: 'relaunch', program: execPath });
  }

  /** before-quit → close of each window → will-quit → quit, each of which may be refused. */
  quit(): void {
    if (this.#isQuitting) {
      return;
    }
    this.#isQuitting = true;
    setImmediate(() => {
      this.#isQuitting = this.#askToQuit();
      if (this.#isQuitting) {
        this.exit(0);
      }
    });
  }

  exit(code: number): void {
    for (const window of this.windows) {
      window.destroy();
    }
    this.emit('quit', {}, code);
    this.#lock?.release();
    process.exit(code);
  }

  windowGone(window: OpenWindow): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.#isQuitting) {
      this.emit('window-all-closed') || this.quit();
    }
  }

  #askToQuit(): boolean {
    return (
      this.#isAgreed('before-quit') &&
      [...this.windows].every((window) => window.requestClose()) &&
      this.#isAgreed('will-quit')
    );
  }

  #isAgreed(name: string): boolean {
    const event = preventable();
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  #mustNotBeReady(method: string): void {
    if (this.#isReady) {
      throw new Error(`${method} has to be called before the app is ready.`);
    }
  }
}

/** An event that its listeners can refuse. */
export function preventable() {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export const app = new App();

export async function becomeReady(): Promise<void> {
  Object.assign(process, { type: 'browser' });
  onTold(({ type }) => {
    if (type === 'quit') {
      app.quit();
    }
  });
  onTold((told) => {
    if (told.type === 'open-file') {
      app.emit('open-file', preventable(), told.path);
    } else if (told.type === 'open-url') {
      app.emit('open-url', preventable(), told.url);
    }
  });
  // As Electron does on Linux and macOS.
  process.on('SIGINT', () => app.quit()).on('SIGTERM', () => app.quit());
  app.becomeReady();
}

// What the system shows of a program beside its windows: notifications, the look, and the keeping of
// dumps. Each says what it was asked, and shows nothing.

import { EventEmitter } from 'node:events';
import type { CrashReporterStartOptions, NotificationConstructorOptions } from 'electron';
import { onTold, say } from './said.ts';

const shown: Notification[] = [];

export class Notification extends EventEmitter {
  readonly #options: NotificationConstructorOptions;

  static isSupported(): boolean {
    return process.env.STAND_IN_NOTIFICATIONS !== 'none';
  }

  constructor(options: NotificationConstructorOptions) {
    super();
    this.#options = options;
  }

  show(): void {
    say({ type: 'notification', place: shown.push(this) - 1, options: this.#options });
  }

  close(): void {
    say({ type: 'notification-closed', place: shown.indexOf(this) });
    this.emit('close', {});
  }
}

onTold((told) => {
  if (told.type === 'click-notification') {
    shown[told.place]?.emit('click', {});
  }
});

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? process.env.STAND_IN_DARK === '1' : this.#source === 'dark';
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    const wasDark = this.shouldUseDarkColors;
    this.#source = source;
    say({ type: 'theme', source });
    if (this.shouldUseDarkColors !== wasDark) {
      this.emit('updated');
    }
  }
}

export const nativeTheme = new NativeTheme();

export const crashReporter = {
  start: ({ uploadToServer = true, submitURL }: CrashReporterStartOptions) => {
    if (uploadToServer && submitURL === undefined) {
      throw new Error('submitURL must be specified when uploadToServer is true');
    }
    say({ type: 'crash-reporter', isUploading: uploadToServer });
  },
};

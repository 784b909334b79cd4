// What passes between the stand-in and the test that started it: the stand-in says what it was made to
// do, the test tells it what a person does.

import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';

export type Said =
  | { readonly type: 'serving'; readonly origin: string }
  | { readonly type: 'window'; readonly options: BrowserWindowConstructorOptions }
  | { readonly type: 'page'; readonly devtools: string }
  | { readonly type: 'window-did'; readonly what: 'show' | 'focus' | 'restore' | 'maximize' }
  | { readonly type: 'error-box'; readonly title: string; readonly content: string }
  | { readonly type: 'message-box'; readonly message: string }
  | { readonly type: 'opened-outside'; readonly address: string }
  | { readonly type: 'shown-in-folder'; readonly path: string }
  | { readonly type: 'opened-path'; readonly path: string }
  | { readonly type: 'menu'; readonly items: readonly MenuItemConstructorOptions[] }
  | { readonly type: 'navigation'; readonly address: string; readonly isRefused: boolean }
  | { readonly type: 'new-window'; readonly address: string; readonly isRefused: boolean }
  | { readonly type: 'permissions'; readonly granted: readonly string[] }
  | { readonly type: 'request-refused'; readonly address: string }
  | {
      readonly type: 'download';
      readonly address: string;
      readonly defaultPath: string | undefined;
    };

export type Told =
  | { readonly type: 'quit' }
  | { readonly type: 'close-window' }
  | { readonly type: 'minimise' }
  /** Which button of the message boxes to come is pressed. */
  | { readonly type: 'press'; readonly button: number };

export function say(message: Said): void {
  process.send?.(message);
}

export function onTold(listener: (message: Told) => void): void {
  process.on('message', (message) => listener(message as Told)); // only our own tests send
}

// What passes between the stand-in and the test that started it: the stand-in says what it was made to
// do, the test tells it what a person does.

import type {
  AboutPanelOptionsOptions,
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  NotificationConstructorOptions,
} from 'electron';

type WindowDeed = 'show' | 'focus' | 'restore' | 'maximize' | 'crash';

export type Said =
  | { readonly type: 'serving'; readonly origin: string }
  | { readonly type: 'window'; readonly options: BrowserWindowConstructorOptions }
  | { readonly type: 'page'; readonly devtools: string }
  | { readonly type: 'window-did'; readonly what: WindowDeed }
  | { readonly type: 'error-box'; readonly title: string; readonly content: string }
  | {
      readonly type: 'message-box';
      readonly message: string;
      readonly buttons: readonly string[];
    }
  | { readonly type: 'opened-outside'; readonly address: string }
  | { readonly type: 'shown-in-folder'; readonly path: string }
  | { readonly type: 'opened-path'; readonly path: string }
  | { readonly type: 'relaunch'; readonly program: string }
  | { readonly type: 'menu'; readonly items: readonly MenuItemConstructorOptions[] }
  | { readonly type: 'open-dialog'; readonly extensions: readonly string[] }
  | { readonly type: 'about'; readonly options: AboutPanelOptionsOptions }
  | {
      readonly type: 'progress-bar';
      readonly progress: number;
      readonly mode: string | undefined;
    }
  | { readonly type: 'badge'; readonly count: number }
  | { readonly type: 'theme'; readonly source: string }
  | { readonly type: 'background'; readonly colour: string }
  | { readonly type: 'crash-reporter'; readonly isUploading: boolean }
  | { readonly type: 'protocol-client'; readonly words: readonly unknown[] }
  | { readonly type: 'drag'; readonly file: string; readonly icon: string }
  | {
      readonly type: 'notification';
      readonly place: number;
      readonly options: NotificationConstructorOptions;
    }
  | { readonly type: 'notification-closed'; readonly place: number }
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
  | { readonly type: 'focus' }
  | { readonly type: 'blur' }
  /** An item of the menu that has this id is chosen. */
  | { readonly type: 'choose'; readonly id: string }
  /** The n-th notification, from 0, is clicked. */
  | { readonly type: 'click-notification'; readonly place: number }
  /** macOS gives the program a file or a link. */
  | { readonly type: 'open-file'; readonly path: string }
  | { readonly type: 'open-url'; readonly url: string }
  /** The page stops answering, or answers again. */
  | { readonly type: 'hang' }
  | { readonly type: 'answer-again' }
  | { readonly type: 'minimise' }
  /** Which button of the message box that stands is pressed. */
  | { readonly type: 'press'; readonly button: number };

export function say(message: Said): void {
  process.send?.(message);
}

export function onTold(listener: (message: Told) => void): void {
  process.on('message', (message) => listener(message as Told)); // only our own tests send
}

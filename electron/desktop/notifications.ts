// What the system's notifications say of runs while the window is in the background: the title of the
// conversation and what happened, nothing of its content. A click leads to the conversation.

import type { NotificationConstructorOptions } from 'electron';
import type { DesktopPreferences } from '../../shared/desktop.ts';
import type { Happening } from './run-states.ts';
import { desktopWords } from './words.ts';

/** What of Electron's class is used. */
interface Shown {
  once(event: 'click', listener: () => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
}

interface NotificationClass {
  new (options: NotificationConstructorOptions): Shown;
  readonly isSupported: () => boolean;
}

interface NotifierDeps {
  readonly Notification: NotificationClass;
  readonly preferences: () => DesktopPreferences;
  readonly isLookedAt: () => boolean;
  /** Shows the window and opens the conversation. */
  readonly open: (conversation: string) => void;
}

export interface Notified {
  readonly id: string;
  readonly title: string;
}

export interface Notifier {
  readonly notify: (conversation: Notified, what: Happening) => void;
}

/** Characters; systems cut longer ones at places of their own. */
const MAX_TITLE = 80;

export function createNotifier(deps: NotifierDeps): Notifier {
  const { Notification, preferences, isLookedAt, open } = deps;
  // By conversation. Electron forgets one that nobody holds, and its click with it.
  const shown = new Map<string, Shown>();
  return {
    notify: ({ id, title }, what) => {
      const { isNotifying, language } = preferences();
      if (!isNotifying || isLookedAt() || !Notification.isSupported()) {
        return;
      }
      const { notifications, untitled } = desktopWords(language);
      const one = new Notification({
        title: title.trim().slice(0, MAX_TITLE) || untitled,
        body: notifications[what],
      });
      const forget = () => shown.get(id) === one && shown.delete(id);
      one.once('click', () => {
        forget();
        open(id);
      });
      one.once('close', forget);
      shown.get(id)?.close(); // what it said is over
      shown.set(id, one);
      one.show();
    },
  };
}

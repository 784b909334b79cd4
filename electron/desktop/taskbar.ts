// What the dock or the taskbar shows of runs: how far they are, that one failed while nobody looked, and
// how many conversations wait for a word. It shows again in a window that is made later.

import type { App, BrowserWindow } from 'electron';

export interface TaskbarState {
  readonly isRunning: boolean;
  /** From 0 to 1; undefined where it is not known. */
  readonly share: number | undefined;
  /** A run failed since the window was last looked at. */
  readonly hasFailed: boolean;
  /** Conversations that wait for a word of the person. */
  readonly waiting: number;
}

type Bar = Parameters<BrowserWindow['setProgressBar']>;

interface TaskbarDeps {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly window: () => Pick<BrowserWindow, 'setProgressBar'> | undefined;
  readonly platform: NodeJS.Platform;
}

export function createTaskbar({ app, window, platform }: TaskbarDeps) {
  let badge = 0;
  return (state: TaskbarState): void => {
    window()?.setProgressBar(...progressBar(state, platform));
    if (state.waiting !== badge && platform !== 'win32') {
      badge = state.waiting;
      app.setBadgeCount(badge);
    }
  };
}

/** Takes the bar away. */
const NONE: Bar = [-1, { mode: 'none' }];

export function progressBar(
  { isRunning, share, hasFailed }: Omit<TaskbarState, 'waiting'>,
  platform: NodeJS.Platform,
): Bar {
  if (isRunning && share !== undefined) {
    return [share, { mode: 'normal' }];
  }
  if (isRunning) {
    // Linux knows no bar without an amount.
    return platform === 'linux' ? NONE : [2, { mode: 'indeterminate' }];
  }
  // Elsewhere a full bar would say that it goes well.
  return hasFailed && platform === 'win32' ? [1, { mode: 'error' }] : NONE;
}

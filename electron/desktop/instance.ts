// One desktop host to a data folder: a second start brings the first one's window to the front.

import type { App, BrowserWindow } from 'electron';

/**
 * The lock belongs to the folder of `userData`, which must have been set.
 * @returns whether this process is the first; a second one should quit
 */
export function isFirstInstance(app: App, mainWindow: () => BrowserWindow | undefined): boolean {
  app.on('second-instance', () => bringToFront(mainWindow()));
  return app.requestSingleInstanceLock();
}

function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized() === true) {
    window.restore();
  }
  window?.show();
  window?.focus();
}

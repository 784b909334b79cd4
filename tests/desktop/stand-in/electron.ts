// The `electron` module as the main process sees it: as much of it as Ensemble uses.

export { app } from './app.ts';
export { dialog, Menu, screen, shell } from './desktop-services.ts';
export { ipcMain } from './ipc.ts';
export { crashReporter, Notification, nativeTheme } from './native-services.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { BrowserWindow } from './window.ts';

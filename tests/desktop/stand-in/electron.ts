// The `electron` module as the main process sees it: as much of it as Ensemble uses.

export { app } from './app.ts';
export { dialog, Menu, nativeTheme, safeStorage, screen, shell } from './desktop-services.ts';
export { ipcMain } from './ipc.ts';
export { protocol } from './protocol.ts';
export { session } from './session.ts';
export { BrowserWindow } from './window.ts';

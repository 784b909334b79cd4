// The application menu, by platform. Its items are Electron's roles, which bring their keys and, on
// macOS, their words in the system's language.

import type { MenuItemConstructorOptions } from 'electron';

interface MenuSettings {
  readonly platform: NodeJS.Platform;
  /** Whether it is the installed program and not its sources. */
  readonly isPackaged: boolean;
}

export function menuTemplate({ platform, isPackaged }: MenuSettings): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [{ role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: '&Help', submenu: [{ role: 'about' } as const] }]),
  ];
}

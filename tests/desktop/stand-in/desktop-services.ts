// What the system shows and opens for a program: dialogs, the menu, other programs, the theme, screens.
// Each says what it was asked, and shows nothing.

import type { MenuItemConstructorOptions, MessageBoxOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { onTold, say } from './said.ts';

let button: number | undefined;
onTold((told) => {
  if (told.type === 'press') {
    button = told.button;
  }
});

export const dialog = {
  showErrorBox: (title: string, content: string) => {
    if (!app.isReady()) {
      throw new Error('Before the app is ready, Linux shows no dialog.');
    }
    say({ type: 'error-box', title, content });
  },
  showMessageBox: async ({ message, cancelId = 0 }: MessageBoxOptions) => {
    say({ type: 'message-box', message });
    return { response: button ?? cancelId, checkboxChecked: false };
  },
};

export const shell = {
  openExternal: async (address: string) => say({ type: 'opened-outside', address }),
  showItemInFolder: (path: string) => say({ type: 'shown-in-folder', path }),
  openPath: async (path: string) => {
    say({ type: 'opened-path', path });
    return '';
  },
};

const ROLES: ReadonlySet<string> = new Set([
  ...['about', 'appMenu', 'close', 'editMenu', 'quit', 'reload', 'resetZoom', 'toggleDevTools'],
  ...['togglefullscreen', 'windowMenu', 'zoomIn', 'zoomOut'],
]);

export class Menu {
  readonly items: readonly MenuItemConstructorOptions[];

  private constructor(items: readonly MenuItemConstructorOptions[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    template.forEach(checkItem);
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    say({ type: 'menu', items: menu?.items ?? [] });
  }
}

function checkItem({ role, label, type, submenu }: MenuItemConstructorOptions): void {
  if (role !== undefined && !ROLES.has(role)) {
    throw new Error(`There is no role ${role}.`);
  }
  if (role === undefined && label === undefined && type !== 'separator') {
    throw new Error('An item has neither a role nor a label.');
  }
  if (Array.isArray(submenu)) {
    submenu.forEach(checkItem);
  }
}

export const nativeTheme = { shouldUseDarkColors: process.env.STAND_IN_DARK === '1' };

const WORK_AREA: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };

export const screen = {
  getDisplayMatching: (_bounds: Rectangle) => ({ workArea: WORK_AREA }),
};

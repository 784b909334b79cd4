// What the system shows and opens for a program: dialogs, the menu, other programs, the theme, screens.
// Each says what it was asked, and shows nothing.

import type {
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  Rectangle,
} from 'electron';
import { app } from './app.ts';
import { onTold, say } from './said.ts';

/** The box stands until someone presses a button, or it is taken away. */
function pressedButton(signal: AbortSignal | undefined): Promise<number | undefined> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(undefined));
    pressed = resolve;
  });
}

let pressed: ((button: number) => void) | undefined;
onTold((told) => {
  if (told.type === 'press') {
    pressed?.(told.button);
  }
});

export const dialog = {
  showErrorBox: (title: string, content: string) => {
    if (!app.isReady()) {
      throw new Error('Before the app is ready, Linux shows no dialog.');
    }
    say({ type: 'error-box', title, content });
  },
  /** A person who chooses what the test has put there. */
  showOpenDialog: async ({ filters = [] }: OpenDialogOptions) => {
    const filePaths = (process.env.STAND_IN_CHOSEN ?? '').split('\n').filter(Boolean);
    say({ type: 'open-dialog', extensions: filters.flatMap(({ extensions }) => extensions) });
    return { canceled: filePaths.length === 0, filePaths };
  },
  /** With or without the window that it belongs to. */
  showMessageBox: async (
    ...words: readonly [MessageBoxOptions] | readonly [object, MessageBoxOptions]
  ) => {
    const {
      message,
      buttons = [],
      cancelId = 0,
      signal,
    } = words.length === 1 ? words[0] : words[1];
    say({ type: 'message-box', message, buttons });
    const response = await pressedButton(signal);
    return { response: response ?? cancelId, checkboxChecked: false };
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
  ...['togglefullscreen', 'windowMenu', 'zoomIn', 'zoomOut', 'help', 'services', 'hide', 'unhide'],
  ...['hideOthers', 'undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete'],
  ...['selectAll', 'minimize', 'zoom', 'front'],
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
    current = menu ?? undefined;
    say({ type: 'menu', items: menu?.items ?? [] });
  }
}

let current: Menu | undefined;

onTold((told) => {
  if (told.type === 'choose') {
    const items = current?.items.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items?.find(({ id }) => id === told.id);
    if (item?.click === undefined) {
      throw new Error(`The menu has nothing to choose named ${told.id}.`);
    }
    // Of what Electron passes, the main process uses nothing.
    Reflect.apply(item.click, item, []);
  }
});

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

const WORK_AREA: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };

export const screen = {
  getDisplayMatching: (_bounds: Rectangle) => ({ workArea: WORK_AREA }),
};

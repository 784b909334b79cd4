// Builds what the system shows of the program outside of its page: menu, look of the window, taskbar and
// notifications, each following what the person prefers.

import type { App, BrowserWindow, Dialog, Menu, NativeTheme, Notification, Shell } from 'electron';
import type { DesktopLanguage, DesktopPreferences, Place } from '../../shared/desktop.ts';
import { menuTemplate } from './menu.ts';
import { createNotifier } from './notifications.ts';
import { openOwnFolder } from './own-folder.ts';
import { type RunSigns, showRunSigns } from './run-signs.ts';
import { engineClient } from './run-watch.ts';
import { createTaskbar } from './taskbar.ts';
import type { Wishes } from './wishes.ts';
import { desktopWords } from './words.ts';

export interface Electron {
  readonly app: App;
  readonly dialog: Dialog;
  readonly shell: Shell;
  readonly Menu: typeof Menu;
  readonly nativeTheme: NativeTheme;
  readonly Notification: typeof Notification;
}

interface MenuDeps {
  readonly electron: Electron;
  readonly home: string;
  readonly wishes: Wishes;
  readonly showWindow: () => void;
  /** Gives the page files, as if they were opened with the program. */
  readonly openFiles: (paths: readonly string[]) => Promise<void>;
}

/** Menu and look, as the person prefers them now. */
export function followPreferences({ electron, home, wishes, showWindow, openFiles }: MenuDeps) {
  const { app, shell, Menu, nativeTheme } = electron;
  let language: DesktopPreferences['language'] | undefined;
  return (preferences: DesktopPreferences): void => {
    nativeTheme.themeSource = preferences.appearance;
    if (language === preferences.language) {
      return;
    }
    language = preferences.language;
    const template = menuTemplate({
      ...{ platform: process.platform, isPackaged: app.isPackaged, language },
      onCommand: (command) => {
        wishes.add({ type: 'command', command });
        showWindow();
      },
      openImport: () => void chooseImports(electron.dialog, preferences.language, openFiles),
      openDataFolder: () =>
        void openOwnFolder(shell, home, 'data').catch((error: unknown) =>
          console.error('ensemble: The data folder could not be opened.', error),
        ),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
}

/** Not by the page: without a click in it, a page may not ask for files. */
async function chooseImports(
  dialog: Dialog,
  language: DesktopLanguage,
  openFiles: MenuDeps['openFiles'],
): Promise<void> {
  const { conversations } = desktopWords(language);
  const { filePaths } = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: conversations, extensions: ['zip'] }],
  });
  if (filePaths.length > 0) {
    await openFiles(filePaths);
  }
}

/** As the installer gives it to the entry in the start menu. */
const APP_ID = 'ensemble.desktop';

interface SignsDeps {
  readonly electron: Electron;
  readonly engine: (request: Request) => Promise<Response>;
  readonly window: () => BrowserWindow | undefined;
  readonly preferences: () => DesktopPreferences;
  readonly openPlace: (place: Place) => void;
}

export function startRunSigns(deps: SignsDeps): RunSigns {
  const { electron, engine, window, preferences, openPlace } = deps;
  const { app, Notification } = electron;
  if (process.platform === 'win32') {
    app.setAppUserModelId(APP_ID); // else Windows shows no notification
  }
  const isLookedAt = () => window()?.isFocused() === true;
  const open = (id: string) => openPlace({ screen: 'conversation', id });
  const signs = showRunSigns({
    client: engineClient(engine),
    notifier: createNotifier({ Notification, preferences, isLookedAt, open }),
    showInTaskbar: createTaskbar({ app, window, platform: process.platform }),
    isLookedAt,
  });
  app.on('browser-window-focus', signs.seen);
  app.on('browser-window-created', signs.refresh);
  app.on('will-quit', signs.stop);
  return signs;
}

// The desktop host's boot list: what is set before Chromium is ready, what is started then, and how it
// ends. The engine runs beside it (desktop/engine-process.ts); the window sees it as app://ensemble/.

import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { answerBridge } from './desktop/bridge.ts';
import { startEngineProcess } from './desktop/engine-process.ts';
import { isFirstInstance } from './desktop/instance.ts';
import { createKeyringAnswers } from './desktop/keyring.ts';
import { menuTemplate } from './desktop/menu.ts';
import { guardNavigation } from './desktop/navigation.ts';
import { restrictSession } from './desktop/permissions.ts';
import { registerAppScheme, serveApp } from './desktop/protocol.ts';
import { failWith, stopEngineBeforeQuit } from './desktop/quit.ts';
import { closeNetwork, closeSession } from './desktop/wall.ts';
import { openWindow } from './desktop/window.ts';
import { openDesktopLog } from './diagnostics/desktop-log.ts';
import { profileFolder, sweepShown } from './store/desktop-folders.ts';
import { defaultHome } from './store/home.ts';
import { programVersion } from './version.ts';

const home = defaultHome(process.env);

app.setName('Ensemble');
app.setAboutPanelOptions({ applicationName: 'Ensemble', applicationVersion: programVersion() });
app.enableSandbox();
registerAppScheme(protocol);
closeNetwork(app);
guardNavigation(app, shell);
// Not awaited here: Chromium waits for this file to end before it is ready.
boot().catch(async (error: unknown) => {
  await app.whenReady(); // before it, no dialog can be shown
  fail(error);
});

async function boot(): Promise<void> {
  app.setPath('userData', profileFolder(home)); // so that each data folder has a window of its own
  if (!isFirstInstance(app, mainWindow)) {
    return app.quit();
  }
  await app.whenReady();
  const keyring = createKeyringAnswers(safeStorage, process.platform);
  const log = openDesktopLog(home);
  log.started();
  app.on('quit', log.stopped);
  app.on('render-process-gone', (_event, _contents, { reason }) => log.windowBroke(reason));
  const engine = startEngineProcess({
    ...{ home, keyring },
    ...{ onFailure: fail, onEnded: log.engineEnded },
  });
  stopEngineBeforeQuit(app, engine);
  serveApp(protocol, engine.fetch);
  closeSession(session.defaultSession, app);
  restrictSession(session.defaultSession, app.getPath('downloads'));
  answerBridge(ipcMain, { shell, home, engine: engine.fetch });
  const menu = menuTemplate({ platform: process.platform, isPackaged: app.isPackaged });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  openWindow(home);
  app.on('activate', () => mainWindow() ?? openWindow(home));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') {
      app.quit();
    }
  });
  await sweepShown(home, Date.now()).catch((error: unknown) => console.error('ensemble:', error));
}

function fail(error: unknown): void {
  failWith(error, { app, dialog });
}

function mainWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}

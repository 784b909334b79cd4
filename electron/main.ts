// The desktop host's boot list: what is set before Chromium is ready, what is started then, and how it
// ends. The engine runs beside it (desktop/engine-process.ts); the window sees it as app://ensemble/.

import {
  app,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { CHANNELS } from '../shared/desktop.ts';
import { aboutPanel } from './desktop/about.ts';
import { answerBridge } from './desktop/bridge.ts';
import { type EngineProcess, startEngineProcess } from './desktop/engine-process.ts';
import { createInstall } from './desktop/install-update.ts';
import { isFirstInstance } from './desktop/instance.ts';
import { createKeyringAnswers } from './desktop/keyring.ts';
import { launchOf } from './desktop/launch.ts';
import { takeLinks } from './desktop/links.ts';
import { followPreferences, startRunSigns } from './desktop/native-signs.ts';
import { guardNavigation } from './desktop/navigation.ts';
import { createOpenedFiles } from './desktop/opened-files.ts';
import { createOpenings, listenForOpenings } from './desktop/openings.ts';
import { restrictSession } from './desktop/permissions.ts';
import { createPreferences } from './desktop/preferences.ts';
import { registerAppScheme, serveApp } from './desktop/protocol.ts';
import { failWith, stopEngineBeforeQuit } from './desktop/quit.ts';
import { closeNetwork, closeSession } from './desktop/wall.ts';
import { createWindows } from './desktop/windows.ts';
import { createWishes } from './desktop/wishes.ts';
import { openDesktopLog } from './diagnostics/desktop-log.ts';
import { profileFolder, sweepShown } from './store/desktop-folders.ts';
import { defaultHome } from './store/home.ts';
import { programVersion } from './version.ts';

const home = defaultHome(process.env);
const { argv, platform, execPath, versions } = process;
const launch = launchOf({ words: argv, folder: process.cwd(), isPackaged: app.isPackaged });
const log = openDesktopLog(home);
const electron = { app, dialog, shell, Menu, nativeTheme, Notification };

// Files and links may come before there is a window, or an engine to give them to.
const started = Promise.withResolvers<EngineProcess>();
const engine = async (request: Request) => (await started.promise).fetch(request);
const broke = { report: log.windowBroke, recovered: log.windowRecovered };
const windows = createWindows({ home, app, dialog, nativeTheme, ...broke });
const wishes = createWishes(() => windows.now()?.webContents.send(CHANNELS.wishes));
const opened = createOpenedFiles(engine);
const openings = createOpenings({ wishes, opened, showWindow: windows.show });

app.setName('Ensemble');
app.setAboutPanelOptions(aboutPanel(programVersion(), versions));
app.enableSandbox();
registerAppScheme(protocol);
closeNetwork(app);
guardNavigation(app, shell);
listenForOpenings(app, openings);
// Not awaited here: Chromium waits for this file to end before it is ready.
boot().catch(async (error: unknown) => {
  await app.whenReady(); // before it, no dialog can be shown
  fail(error);
});

async function boot(): Promise<void> {
  app.setPath('userData', profileFolder(home)); // so that each data folder has a window of its own
  crashReporter.start({ uploadToServer: false }); // dumps stay on this machine
  if (!isFirstInstance(app, { launch, onAnother: openings.another })) {
    return app.quit();
  }
  await app.whenReady();
  takeLinks({ app, platform, program: execPath, words: argv });
  log.started();
  app.on('quit', log.stopped);
  const child = startEngineProcess({
    ...{ home, keyring: createKeyringAnswers(safeStorage, platform) },
    onFailure: fail,
    onEnded: log.engineEnded,
  });
  started.resolve(child);
  stopEngineBeforeQuit(app, child);
  serveApp(protocol, engine);
  closeSession(session.defaultSession, app);
  restrictSession(session.defaultSession, app.getPath('downloads'));
  const preferences = createPreferences({
    ...{ home, systemLanguage: app.getLocale() },
    follow: followPreferences({
      ...{ electron, home, wishes },
      ...{ showWindow: windows.show, openFiles: openings.files },
    }),
  });
  const install = createInstall({ app, shell, engine, environment: process.env });
  answerBridge(ipcMain, { shell, home, engine, wishes, opened, preferences, install });
  startRunSigns({
    ...{ electron, engine, preferences: preferences.now },
    ...{ window: windows.now, openPlace: openings.place },
  });
  windows.begin(() => preferences.now().language);
  await openings.launch(launch);
  await sweepShown(home, Date.now()).catch((error: unknown) => console.error('ensemble:', error));
}

function fail(error: unknown): void {
  failWith(error, { app, dialog });
}

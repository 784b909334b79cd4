// What happens when the page in the window breaks off or does not answer: the person is asked, what runs
// goes on in the engine, and the page is loaded anew where they want it.

import type { App, BrowserWindow, Dialog } from 'electron';
import type { DesktopWords } from './words.ts';

interface PageHealthDeps {
  readonly app: Pick<App, 'quit'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly words: () => DesktopWords;
  /** Told of what broke, by a word for it. */
  readonly report: (reason: string) => void;
  /** Told where a page that hung answers again. */
  readonly recovered: () => void;
}

export function guardPage(window: BrowserWindow, deps: PageHealthDeps): void {
  const { webContents } = window;
  const { app, dialog, words, report, recovered } = deps;
  let isBeingReloaded = false;
  let isHung = false;
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || isBeingReloaded) {
      return;
    }
    report(reason);
    void askAfterEnd(reason, { dialog, words: words() }).then((isWanted) =>
      isWanted ? webContents.reload() : app.quit(),
    );
  });
  window.on('responsive', () => {
    if (isHung) {
      isHung = false;
      recovered();
    }
  });
  window.on('unresponsive', async () => {
    if (!isHung) {
      isHung = true;
      report('unresponsive');
    }
    // It may come to itself while the question stands.
    const answered = new AbortController();
    const withdraw = () => answered.abort();
    window.once('responsive', withdraw);
    const isWanted = await askWhileHung(answered.signal, { dialog, words: words(), window });
    window.off('responsive', withdraw);
    if (isWanted && !window.isDestroyed()) {
      isHung = false;
      isBeingReloaded = true;
      webContents.forcefullyCrashRenderer(); // a page that hangs can't be reloaded
      webContents.once('did-finish-load', () => {
        isBeingReloaded = false;
      });
      webContents.reload();
    }
  });
}

interface Asking {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly words: DesktopWords;
}

async function askAfterEnd(reason: string, { dialog, words: { gone } }: Asking): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: gone.message,
    detail: `${gone.detail} (${reason})`,
    buttons: [gone.reload, gone.quit],
    cancelId: 1,
  });
  return response === 0;
}

async function askWhileHung(
  signal: AbortSignal,
  { dialog, words, window }: Asking & { readonly window: BrowserWindow },
): Promise<boolean> {
  const { message, detail, wait, reload } = words.unresponsive;
  const { response } = await dialog.showMessageBox(window, {
    ...{ type: 'warning', message, detail, signal },
    buttons: [wait, reload],
    ...{ defaultId: 0, cancelId: 0 },
  });
  return response === 1;
}

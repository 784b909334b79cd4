// How the desktop host ends: the engine keeps what runs before the process goes, and what can't start is
// said in plain words.

import type { App, Dialog } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { EngineProcess } from './engine-process.ts';

export function stopEngineBeforeQuit(app: App, engine: EngineProcess): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (!isStopped) {
      event.preventDefault();
      engine
        .stop()
        .catch((error: unknown) => console.error('ensemble:', error))
        .finally(() => {
          isStopped = true;
          app.quit();
        });
    }
  });
}

/** Says why it ends, and ends with status 1. */
export function failWith(
  error: unknown,
  { app, dialog }: { readonly app: App; readonly dialog: Dialog },
): void {
  const message =
    error instanceof AppError
      ? error.message
      : `Something went wrong inside Ensemble: ${error instanceof Error ? error.message : error}.`;
  console.error('ensemble:', error instanceof AppError ? message : error);
  dialog.showErrorBox('Ensemble cannot go on', message);
  app.exit(1);
}
